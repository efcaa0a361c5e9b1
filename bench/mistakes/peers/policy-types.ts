import { literalPrograms } from '../literals.ts';
import type { Peer } from '../peer.ts';

const of =
  (type: string) =>
  (...statements: readonly string[]): string =>
    `export const document: ${type} = { Version: '2012-10-17', Statement: [${statements.map((members) => `{ ${members} }`).join(', ')}] };`;

/** The enumeration that holds the action of a service. */
function member(name: string): string {
  const [prefix = '', action = ''] = name.split(':');
  return `Aws${prefix.charAt(0).toUpperCase()}${prefix.slice(1)}Actions.${action}`;
}

export const policyTypes: Peer = {
  title: 'aws-iam-policy-types',
  package: 'aws-iam-policy-types',
  prelude: [
    "import { type AwsIAMPolicy, AwsS3Actions, AwsSqsActions, AwsStsActions, type ExclusiveAwsIAMPolicy } from 'aws-iam-policy-types';",
    'void [AwsS3Actions, AwsSqsActions, AwsStsActions];',
    'export type { AwsIAMPolicy, ExclusiveAwsIAMPolicy };',
  ].join('\n'),
  programs: literalPrograms({
    // The stricter of its two types, which asks for a resource and so cannot hold a trust policy.
    document: of('ExclusiveAwsIAMPolicy'),
    trust: of('AwsIAMPolicy'),
    effect: "Effect: 'Allow'",
    lowerEffect: "Effect: 'allow'",
    action: (name) => `Action: ${member(name)}`,
    notAction: (name) => `NotAction: ${member(name)}`,
    resource: (arn) => `Resource: '${arn}'`,
    condition: (operator, key, value) => `Condition: { ${operator}: { '${key}': ${value} } }`,
    service: (name) => `Principal: { Service: '${name}' }`,
    account: (id) => `Principal: { AWS: '${id}' }`,
    sid: (sid) => `Sid: '${sid}'`,
  }),
};
