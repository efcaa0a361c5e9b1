import { kms } from '@leastwise/aws/kms';
import { functionRole } from '@leastwise/presets/lambda';
import type { Claim, Proof } from '../../proof.ts';
import { assumedBy, logArns, notAssumedBy } from '../../service-requests.ts';
import { arnOf, AT, callerOf, roleSides } from '../../sides.ts';

const PAGE = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html';
const S3 = 'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html';
const SECRETS = 'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const parameters = {
  name: 'preprocess',
  ...AT,
  functionName: 'preprocess',
  reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
  writes: [{ bucket: 'my-ml-datasets', prefix: 'events/' }],
  secretIds: ['ml/registry'],
  secretsKmsKey: kms.key('1234abcd-12ab-34cd-56ef-1234567890ab', AT),
} as const;
const role = functionRole(parameters);
const trust = {
  role: arnOf(role),
  service: 'lambda.amazonaws.com',
  otherService: 'ec2.amazonaws.com',
  page: PAGE,
} as const;

const { group, whole, stream } = logArns('/aws/lambda/preprocess');
const others = logArns('/aws/lambda/preprocess-payroll');
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/registry-Ab1Cd2';
const OTHER_SECRET = SECRET.replace('registry', 'payroll');
const decrypt = (text: string, secret: string, via = 'secretsmanager'): Claim => ({
  claim: text,
  action: 'kms:Decrypt',
  resource: KEY,
  context: {
    'kms:ViaService': `${via}.eu-west-1.amazonaws.com`,
    'kms:EncryptionContext:SecretARN': secret,
  },
});
const claim = (text: string, action: string, resource: string, prefix?: string): Claim => ({
  claim: text,
  action,
  resource,
  ...(prefix !== undefined && { context: { 's3:prefix': prefix } }),
});
const from = (page: string, claims: readonly Claim[]) => claims.map((each) => ({ ...each, page }));

export const proofs: readonly Proof[] = [
  {
    preset: 'lambda.functionRole',
    purpose: 'the execution role of one function',
    parameters,
    sides: roleSides(role),
    caller: callerOf(role),
    allowed: [
      assumedBy(trust),
      ...from(PAGE, [
        claim('make its log group', 'logs:CreateLogGroup', group),
        claim('make its log group, by the other ARN', 'logs:CreateLogGroup', whole),
        claim('make a stream', 'logs:CreateLogStream', stream),
        claim('write its log', 'logs:PutLogEvents', stream),
      ]),
      ...from(S3, [
        claim('read its data', 's3:GetObject', 'arn:aws:s3:::my-ml-raw/events/1.json'),
        claim('list its data', 's3:ListBucket', 'arn:aws:s3:::my-ml-raw', 'events/'),
        claim('write its results', 's3:PutObject', 'arn:aws:s3:::my-ml-datasets/events/1.csv'),
        claim('give up an upload', 's3:AbortMultipartUpload', 'arn:aws:s3:::my-ml-datasets/events/1.csv'),
        claim('look at an upload', 's3:ListMultipartUploadParts', 'arn:aws:s3:::my-ml-datasets/events/1.csv'),
      ]),
      ...from(SECRETS, [
        claim('read its secret', 'secretsmanager:GetSecretValue', SECRET),
        decrypt('decrypt its secret', SECRET),
      ]),
    ],
    nearMisses: [
      ...notAssumedBy(trust),
      claim('make the log group of another function', 'logs:CreateLogGroup', others.group),
      claim('write the log of another function', 'logs:PutLogEvents', others.stream),
      claim('read what is beside its data', 's3:GetObject', 'arn:aws:s3:::my-ml-raw/salaries/1.json'),
      claim('list what is beside its data', 's3:ListBucket', 'arn:aws:s3:::my-ml-raw', 'salaries/'),
      claim('list another bucket', 's3:ListBucket', 'arn:aws:s3:::payroll', 'events/'),
      claim('change its data', 's3:PutObject', 'arn:aws:s3:::my-ml-raw/events/1.json'),
      claim('read another secret', 'secretsmanager:GetSecretValue', OTHER_SECRET),
      claim('read a secret whose name goes on', 'secretsmanager:GetSecretValue', `${SECRET}-Ab1Cd2`),
      decrypt('decrypt another secret', OTHER_SECRET),
      decrypt('decrypt past Secrets Manager', SECRET, 's3'),
      { ...decrypt('decrypt with another key', SECRET), resource: KEY.replace('1234abcd', '00000000') },
      claim('pass a role', 'iam:PassRole', arnOf(role)),
    ],
    peer: {
      managedPolicies: ['AWSLambdaBasicExecutionRole'],
      extras: [
        ...['s3:GetObject', 's3:ListBucket'].map((action) => ({ action, reason: 'what the function reads' })),
        ...['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'].map((action) => ({
          action,
          reason: 'what the function writes',
        })),
        { action: 'secretsmanager:GetSecretValue', reason: 'the secret of the function' },
        { action: 'kms:Decrypt', reason: 'the key of the secret' },
      ],
    },
  },
];
