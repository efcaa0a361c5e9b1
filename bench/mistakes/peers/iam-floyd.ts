import type { Peer } from '../peer.ts';

const READ = 'new Statement.S3().allow().toGetObject()';
const OBJECTS = "onObject('my-ml-datasets', '*')";
const of = (...statements: readonly string[]): string =>
  `export const document = { Version: '2012-10-17', Statement: [${statements.map((text) => `${text}.toJSON()`).join(', ')}] };`;
const when = (condition: string): string => of(`${READ}.${OBJECTS}.${condition}`);
const onQueue = (region: string, account: string): string =>
  of(`new Statement.Sqs().allow().toSendMessage().onQueue('jobs', '${account}', '${region}')`);
const effect = (value: string): string =>
  `const statement = new Statement.S3().toGetObject().${OBJECTS};\nstatement.effect = ${value};\n${of('statement')}`;

const right = of(`${READ}.${OBJECTS}`);
const rightKey = when("ifExistingObjectTag('team', 'ml')");
const rightTrust = of("new Statement.Sts().allow().toAssumeRole().forService('sagemaker.amazonaws.com')");

export const iamFloyd: Peer = {
  title: 'iam-floyd',
  package: 'iam-floyd',
  prelude: "import { Statement } from 'iam-floyd';",
  programs: {
    'unknown action': { right, wrong: of(`new Statement.S3().allow().toGetObjekt().${OBJECTS}`) },
    'action of another service': {
      right,
      wrong: of(`new Statement.S3().allow().toRunInstances().${OBJECTS}`),
    },
    'resource type that the action does not take': { right, wrong: of(`${READ}.onBucket('my-ml-datasets')`) },
    'resource of another service': {
      right,
      wrong: of(`${READ}.onQueue('jobs', '111122223333', 'eu-west-1')`),
    },
    'condition key of another service': { right: rightKey, wrong: when("ifInstanceType('t3.micro')") },
    'key that the action does not support': { right: rightKey, wrong: when("ifPrefix('train/*')") },
    'key typo': { right: rightKey, wrong: when("ifExistingObjectTags('team', 'ml')") },
    "operator that does not fit the key's type": {
      right: rightKey,
      wrong: when("ifExistingObjectTag('team', 'ml', 'NumericLessThan')"),
    },
    'unknown operator': {
      right: rightKey,
      wrong: when("ifExistingObjectTag('team', 'ml', 'StringMatches')"),
    },
    'value of the wrong type': {
      right: when('ifAwsMultiFactorAuthPresent(true)'),
      wrong: when("ifAwsMultiFactorAuthPresent('yes')"),
    },
    'malformed ARN': {
      right: of(`${READ}.on('arn:aws:s3:::my-ml-datasets/*')`),
      wrong: of(`${READ}.on('arn:aws:s3:my-ml-datasets/*')`),
    },
    'not an ARN': {
      right: of(`${READ}.on('arn:aws:s3:::my-ml-datasets/*')`),
      wrong: of(`${READ}.on('my-ml-datasets')`),
    },
    'bad account or region': {
      right: onQueue('eu-west-1', '111122223333'),
      wrong: [onQueue('eu-west-1', '1111'), onQueue('eu-west-9', '111122223333')],
    },
    'Action and NotAction together': { right, wrong: of(`${READ}.notAction().toDeleteObject().${OBJECTS}`) },
    'trust policy without Principal': {
      right: rightTrust,
      wrong: of('new Statement.Sts().allow().toAssumeRole()'),
    },
    'Principal in an identity policy': { right, wrong: of(`${READ}.${OBJECTS}.forAccount('111122223333')`) },
    'service principal typo': {
      right: rightTrust,
      wrong: of("new Statement.Sts().allow().toAssumeRole().forService('sagemakr.amazonaws.com')"),
    },
    'no action': { right, wrong: of(`new Statement.S3().allow().${OBJECTS}`) },
    'no resource': { right, wrong: of(READ) },
    "effect 'allow'": {
      right: of(`new Statement.S3().allow().toGetObject().${OBJECTS}`),
      wrong: effect("'allow'"),
    },
    'bad Sid': {
      right: of(`new Statement.S3('ReadOnly').allow().toGetObject().${OBJECTS}`),
      wrong: of(`new Statement.S3('Read only').allow().toGetObject().${OBJECTS}`),
    },
    'duplicate Sid': {
      right: of(
        `new Statement.S3('Read').allow().toGetObject().${OBJECTS}`,
        "new Statement.S3('List').allow().toListAllMyBuckets()",
      ),
      wrong: of(
        `new Statement.S3('Read').allow().toGetObject().${OBJECTS}`,
        "new Statement.S3('Read').allow().toListAllMyBuckets()",
      ),
    },
  },
};
