import { literalPrograms } from '../literals.ts';
import type { Peer } from '../peer.ts';

export const cdk: Peer = {
  title: 'CDK aws-iam',
  package: 'aws-cdk-lib',
  prelude: [
    "import { AccountPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';",
    'void [AccountPrincipal, Effect, ServicePrincipal];',
  ].join('\n'),
  validate: {
    identity: 'made.validateForIdentityPolicy()',
    // Its validator for resource policies asks for a resource, and so refuses every trust policy.
    trust: 'made.validateForAnyPolicy()',
  },
  programs: literalPrograms({
    document: (...statements) =>
      [
        `export const made = new PolicyDocument({ statements: [${statements.map((members) => `new PolicyStatement({ ${members} })`).join(', ')}] });`,
        'export const document = made.toJSON();',
      ].join('\n'),
    effect: 'effect: Effect.ALLOW',
    lowerEffect: "effect: 'allow'",
    action: (name) => `actions: ['${name}']`,
    notAction: (name) => `notActions: ['${name}']`,
    resource: (arn) => `resources: ['${arn}']`,
    condition: (operator, key, value) => `conditions: { ${operator}: { '${key}': ${value} } }`,
    service: (name) => `principals: [new ServicePrincipal('${name}')]`,
    account: (id) => `principals: [new AccountPrincipal('${id}')]`,
    sid: (sid) => `sid: '${sid}'`,
  }),
};
