import type { StatementJson } from '@leastwise/policy';
import fc from 'fast-check';

/*
 * Any statements that IAM may hold, written in any way that it takes, and some that it does not take.
 */

const ACTIONS = [
  's3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:*', 's3:Get*', '*', 'glue:GetTable', 'iam:PassRole', 'iam:Get*',
  'sagemaker:CreateTrainingJob', 'sagemaker:Describe*', 'kms:Decrypt', 'logs:PutLogEvents', 'ec2:RunInstances',
  's3:getobject', 'ec2:Describe*', 'sts:AssumeRole', 'nowhere:Go', 'lambda:InvokeFunction', 'dynamodb:Query',
]; // prettier-ignore
const RESOURCES = [
  '*', 'arn:aws:s3:::data', 'arn:aws:s3:::data/*', 'arn:aws:s3:::data-*', 'arn:aws:s3:::data/${aws:username}/*',
  'arn:aws:glue:eu-west-1:111122223333:table/sales/orders', 'arn:aws:glue:*:111122223333:catalog',
  'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/*', 'arn:aws-cn:s3:::data/*',
  'arn:aws:kms:eu-west-1:111122223333:key/1234', 'arn:aws:logs:eu-west-1:111122223333:log-group:g:log-stream:s',
  'arn:aws:sagemaker:eu-west-1:111122223333:training-job/*', 'arn:aws:lambda:eu-west-1:111122223333:function:f',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/t', 'arn:aws:ec2:eu-west-1:111122223333:instance/*', 'arn:*:s3:::x/y',
]; // prettier-ignore
const CONDITIONS: readonly (readonly [string, string, string | readonly string[]])[] = [
  ['StringEquals', 'aws:username', ['a', '${aws:userid}']],
  ['StringLike', 's3:prefix', 'a/*'],
  ['StringEqualsIfExists', 'iam:PassedToService', 'glue.amazonaws.com'],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x*'],
  ['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/x*'],
  ['ArnEqualsIfExists', 'aws:SourceArn', ['arn:aws:s3:::a', 'arn:aws:s3:::b']],
  ['Bool', 'aws:MultiFactorAuthPresent', 'false'],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'],
  ['StringEquals', 'aws:SecureTransport', 'true'],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', '3600'],
  ['NumericEquals', 's3:max-keys', ['1', '2']],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'],
  ['DateLessThan', 'aws:EpochTime', '1700000000'],
  ['IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '2001:db8::/32']],
  ['StringEquals', 'aws:SourceIp', '192.0.2.1'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team']],
  ['ForAnyValue:StringLikeIfExists', 'aws:CalledVia', '*.amazonaws.com'],
  ['ForAllValues:StringEquals', 'aws:username', 'a'],
  ['StringEquals', 'aws:ResourceTag/cost centre', 'x'],
  ['StringEquals', "aws:RequestTag/it's", 'x'],
  ['StringEquals', 's3:ExistingObjectTag/team', 'ml'],
  ['Null', 'aws:TokenIssueTime', 'true'],
  ['Null', 's3:x-amz-acl', ['true', 'false']],
  ['ForAnyValue:StringEquals', 'kms:GrantOperations', 'Decrypt'],
  ['StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'],
  ['StringEquals', 'nowhere:Key', 'x'],
  ['BinaryEquals', 'aws:username', 'eA=='],
];
const PRINCIPALS: readonly StatementJson['Principal'][] = [
  '*',
  { AWS: '*' },
  { AWS: '111122223333' },
  { AWS: ['arn:aws:iam::444455556666:root', 'arn:aws-cn:iam::444455556666:root'] },
  {
    AWS: 'arn:aws:iam::444455556666:role/path/x',
    Service: ['glue.amazonaws.com', 'brand-new.amazonaws.com'],
  },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/idp' },
  { Federated: 'cognito-identity.amazonaws.com' },
  { AWS: 'arn:aws:sts::111122223333:assumed-role/x/y' },
  { AWS: 'AIDAEXAMPLEEXAMPLE123' },
];

const lone = <T>(values: readonly T[]): T | readonly T[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;
const conditionBlock = fc
  .uniqueArray(fc.constantFrom(...CONDITIONS), {
    maxLength: 3,
    selector: ([operator, key]) => `${operator} ${key}`,
  })
  .map((picked) => {
    const block: Record<string, Record<string, string | readonly string[]>> = {};
    for (const [operator, key, value] of picked) (block[operator] ??= {})[key] = value;
    return block;
  });
const optionalCondition = fc.option(conditionBlock, { nil: undefined, freq: 2 });
/** A statement of an identity policy: some the builders say, others they do not. */
export const statement: fc.Arbitrary<StatementJson> = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    action: fc.constantFrom('Action' as const, 'Action' as const, 'Action' as const, 'NotAction' as const),
    actions: fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 3 }),
    resource: fc.constantFrom('Resource' as const, 'Resource' as const, 'NotResource' as const),
    resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1, maxLength: 2 }),
    condition: optionalCondition,
  })
  .map(({ effect, action, actions, resource, resources, condition }): StatementJson => {
    const what = action === 'Action' ? { Action: lone(actions) } : { NotAction: lone(actions) };
    const on = resource === 'Resource' ? { Resource: lone(resources) } : { NotResource: lone(resources) };
    return { Effect: effect, ...what, ...on, ...(condition === undefined ? {} : { Condition: condition }) };
  });
/** A statement of a trust policy. */
export const trusting: fc.Arbitrary<StatementJson> = fc
  .record({
    principal: fc.constantFrom(...PRINCIPALS),
    action: fc.constantFrom('sts:AssumeRole', 'sts:*', 'sts:AssumeRoleWithSAML'),
    condition: optionalCondition,
  })
  .map(({ principal, action, condition }): StatementJson => {
    const more = condition === undefined ? {} : { Condition: condition };
    return { Effect: 'Allow', Principal: principal ?? '*', Action: action, ...more };
  });
