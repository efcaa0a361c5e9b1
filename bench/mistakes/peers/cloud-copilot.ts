import { literalPrograms } from '../literals.ts';
import type { Peer } from '../peer.ts';

/** It reads and validates policies that others wrote: a document is JSON. */
export const cloudCopilot: Peer = {
  title: 'cloud-copilot iam-policy',
  package: '@cloud-copilot/iam-policy',
  prelude: [
    "import { loadPolicy, validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';",
    'void [loadPolicy, validateIdentityPolicy, validateTrustPolicy];',
  ].join('\n'),
  validate: { identity: 'validateIdentityPolicy(json)', trust: 'validateTrustPolicy(json)' },
  programs: literalPrograms({
    document: (...statements) =>
      [
        `export const json = { Version: '2012-10-17', Statement: [${statements.map((members) => `{ ${members} }`).join(', ')}] };`,
        'export const document = loadPolicy(json).statements().length && json;',
      ].join('\n'),
    effect: "Effect: 'Allow'",
    lowerEffect: "Effect: 'allow'",
    action: (name) => `Action: '${name}'`,
    notAction: (name) => `NotAction: '${name}'`,
    resource: (arn) => `Resource: '${arn}'`,
    condition: (operator, key, value) => `Condition: { ${operator}: { '${key}': ${value} } }`,
    service: (name) => `Principal: { Service: '${name}' }`,
    account: (id) => `Principal: { AWS: '${id}' }`,
    sid: (sid) => `Sid: '${sid}'`,
  }),
};
