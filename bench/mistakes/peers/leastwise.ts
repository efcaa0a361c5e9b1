import type { Peer } from '../peer.ts';

const READ = 'allow(s3.GetObject)';
const OBJECTS = "s3.object('my-ml-datasets', '*')";
const of = (...statements: readonly string[]): string =>
  `export const document = policy(${statements.join(', ')});`;
const trust = (statement: string): string => `export const document = trustPolicy(${statement});`;
const when = (condition: string): string => of(`${READ}.on(${OBJECTS}).when(${condition})`);
const onArn = (text: string): string => of(`${READ}.on(arn('${text}'))`);
const onQueue = (region: string, account: string): string =>
  of(`allow(sqs.SendMessage).on(sqs.queue('jobs', { region: '${region}', account: '${account}' }))`);
const literal = (effect: string): string =>
  `export const document: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: '${effect}', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-ml-datasets/*' }] };`;

const right = of(`${READ}.on(${OBJECTS})`);
const rightTrust = trust('allow(sts.AssumeRole).to(principal.services.sagemaker)');
const rightKey = when("s3.keys.existingObjectTag('team').equals('ml')");

export const leastwise: Peer = {
  title: 'leastwise',
  package: '@leastwise/policy',
  prelude: [
    "import { ec2 } from '@leastwise/aws/ec2';",
    "import { s3 } from '@leastwise/aws/s3';",
    "import { sqs } from '@leastwise/aws/sqs';",
    "import { sts } from '@leastwise/aws/sts';",
    "import { allow, arn, aws, policy, type PolicyDocument, principal, trustPolicy } from '@leastwise/policy';",
    'void [ec2, s3, sqs, sts, allow, arn, aws, policy, principal, trustPolicy];',
  ].join('\n'),
  programs: {
    'unknown action': { right, wrong: of(`allow(s3.GetObjekt).on(${OBJECTS})`) },
    'action of another service': { right, wrong: of(`allow(s3.RunInstances).on(${OBJECTS})`) },
    'resource type that the action does not take': {
      right,
      wrong: of(`${READ}.on(s3.bucket('my-ml-datasets'))`),
    },
    'resource of another service': {
      right,
      wrong: of(`${READ}.on(sqs.queue('jobs', { region: 'eu-west-1', account: '111122223333' }))`),
    },
    'condition key of another service': {
      right: rightKey,
      wrong: when("ec2.keys.instanceType.equals('t3.micro')"),
    },
    'key that the action does not support': {
      right: rightKey,
      wrong: when("s3.keys.prefix.like('train/*')"),
    },
    'key typo': { right: rightKey, wrong: when("s3.keys.existingObjectTags('team').equals('ml')") },
    "operator that does not fit the key's type": {
      right: rightKey,
      wrong: when("s3.keys.existingObjectTag('team').lessThan(3)"),
    },
    'unknown operator': { right: rightKey, wrong: when("s3.keys.existingObjectTag('team').matches('ml')") },
    'value of the wrong type': {
      right: when('aws.multiFactorAuthPresent.is(true)'),
      wrong: when("aws.multiFactorAuthPresent.is('yes')"),
    },
    'malformed ARN': {
      right: onArn('arn:aws:s3:::my-ml-datasets/*'),
      wrong: onArn('arn:aws:s3:my-ml-datasets/*'),
    },
    'not an ARN': { right: onArn('arn:aws:s3:::my-ml-datasets/*'), wrong: onArn('my-ml-datasets') },
    'bad account or region': {
      right: onQueue('eu-west-1', '111122223333'),
      wrong: [onQueue('eu-west-1', '1111'), onQueue('eu-west-9', '111122223333')],
    },
    'Action and NotAction together': {
      right,
      wrong: of(`${READ}.notAction(s3.DeleteObject).on(${OBJECTS})`),
    },
    'trust policy without Principal': { right: rightTrust, wrong: trust('allow(sts.AssumeRole)') },
    'Principal in an identity policy': {
      right,
      wrong: of(`${READ}.on(${OBJECTS}).to(principal.account('111122223333'))`),
    },
    'service principal typo': {
      right: rightTrust,
      wrong: [
        trust('allow(sts.AssumeRole).to(principal.services.sagemakr)'),
        trust("allow(sts.AssumeRole).to(principal.service('sagemakr.amazonaws.com'))"),
      ],
    },
    'no action': { right, wrong: of(`allow().on(${OBJECTS})`) },
    'no resource': { right, wrong: of(READ) },
    "effect 'allow'": { right: literal('Allow'), wrong: literal('allow') },
    'bad Sid': {
      right: of(`${READ}.on(${OBJECTS}).sid('ReadOnly')`),
      wrong: of(`${READ}.on(${OBJECTS}).sid('Read only')`),
    },
    'duplicate Sid': {
      right: of(
        `${READ}.on(${OBJECTS}).sid('Read')`,
        `allow(s3.ListAllMyBuckets).onAnyResource().sid('List')`,
      ),
      wrong: of(
        `${READ}.on(${OBJECTS}).sid('Read')`,
        `allow(s3.ListAllMyBuckets).onAnyResource().sid('Read')`,
      ),
    },
  },
};
