/* The programs of libraries whose statements are object literals: they differ in how names are spelled. */
import type { Mistake } from './mistakes.ts';
import type { Programs } from './peer.ts';

/** How a library spells a policy. */
export interface Dialect {
  /** A document of statements, each an object literal's members. */
  document(...statements: readonly string[]): string;
  /** The document of a role's trust policy, where it is another type. */
  trust?(...statements: readonly string[]): string;
  readonly effect: string;
  readonly lowerEffect: string;
  action(name: string): string;
  notAction(name: string): string;
  resource(arn: string): string;
  condition(operator: string, key: string, value: string): string;
  service(name: string): string;
  account(id: string): string;
  sid(sid: string): string;
}

const OBJECTS = 'arn:aws:s3:::my-ml-datasets/*';
const TAG = 's3:ExistingObjectTag/team';

export function literalPrograms(dialect: Dialect): Readonly<Record<Mistake, Programs>> {
  const { document: of, trust = of, effect, action, resource, condition, sid } = dialect;
  const read = [effect, action('s3:GetObject')];
  const list = [effect, action('s3:ListAllMyBuckets'), resource('*')];
  const assume = [effect, action('sts:AssumeRole')];
  const members = (...parts: readonly string[]): string => parts.join(', ');

  const right = of(members(...read, resource(OBJECTS)));
  const doing = (name: string): string => of(members(effect, action(name), resource(OBJECTS)));
  const on = (arn: string): string => of(members(...read, resource(arn)));
  const when = (operator: string, key: string, value: string): string =>
    of(members(...read, resource(OBJECTS), condition(operator, key, value)));
  const queue = (region: string, account: string): string =>
    of(members(effect, action('sqs:SendMessage'), resource(`arn:aws:sqs:${region}:${account}:jobs`)));

  const rightKey = when('StringEquals', TAG, "'ml'");
  const rightTrust = trust(members(...assume, dialect.service('sagemaker.amazonaws.com')));
  return {
    'unknown action': { right, wrong: doing('s3:GetObjekt') },
    'action of another service': { right, wrong: doing('s3:RunInstances') },
    'resource type that the action does not take': { right, wrong: on('arn:aws:s3:::my-ml-datasets') },
    'resource of another service': { right, wrong: on('arn:aws:sqs:eu-west-1:111122223333:jobs') },
    'condition key of another service': {
      right: rightKey,
      wrong: when('StringEquals', 'ec2:InstanceType', "'t3.micro'"),
    },
    'key that the action does not support': {
      right: rightKey,
      wrong: when('StringLike', 's3:prefix', "'train/*'"),
    },
    'key typo': { right: rightKey, wrong: when('StringEquals', 's3:ExistingObjectTags/team', "'ml'") },
    "operator that does not fit the key's type": {
      right: rightKey,
      wrong: when('NumericLessThan', TAG, "'3'"),
    },
    'unknown operator': { right: rightKey, wrong: when('StringMatches', TAG, "'ml'") },
    'value of the wrong type': {
      right: when('Bool', 'aws:MultiFactorAuthPresent', "'true'"),
      wrong: when('Bool', 'aws:MultiFactorAuthPresent', "'yes'"),
    },
    'malformed ARN': { right, wrong: on('arn:aws:s3:my-ml-datasets/*') },
    'not an ARN': { right, wrong: on('my-ml-datasets') },
    'bad account or region': {
      right: queue('eu-west-1', '111122223333'),
      wrong: [queue('eu-west-1', '1111'), queue('eu-west-9', '111122223333')],
    },
    'Action and NotAction together': {
      right,
      wrong: of(members(...read, dialect.notAction('s3:DeleteObject'), resource(OBJECTS))),
    },
    'trust policy without Principal': { right: rightTrust, wrong: trust(members(...assume)) },
    'Principal in an identity policy': {
      right,
      wrong: of(members(...read, resource(OBJECTS), dialect.account('111122223333'))),
    },
    'service principal typo': {
      right: rightTrust,
      wrong: trust(members(...assume, dialect.service('sagemakr.amazonaws.com'))),
    },
    'no action': { right, wrong: of(members(effect, resource(OBJECTS))) },
    'no resource': { right, wrong: of(members(...read)) },
    "effect 'allow'": {
      right,
      wrong: of(members(dialect.lowerEffect, action('s3:GetObject'), resource(OBJECTS))),
    },
    'bad Sid': {
      right: of(members(sid('ReadOnly'), ...read, resource(OBJECTS))),
      wrong: of(members(sid('Read only'), ...read, resource(OBJECTS))),
    },
    'duplicate Sid': {
      right: of(members(sid('Read'), ...read, resource(OBJECTS)), members(sid('List'), ...list)),
      wrong: of(members(sid('Read'), ...read, resource(OBJECTS)), members(sid('Read'), ...list)),
    },
  };
}
