import { redshift } from '@leastwise/aws/redshift';
import { loadRole } from '@leastwise/presets/redshift';
import type { Claim, Proof } from '../../proof.ts';
import { arnOf, AT, callerOf, roleSides } from '../../sides.ts';

const COPY = 'https://docs.aws.amazon.com/redshift/latest/mgmt/copy-unload-iam-role.html';
const TRUST = 'https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html';
const parameters = {
  name: 'load-features',
  ...AT,
  dbUsers: [redshift.dbuser('warehouse', 'loader', AT)],
  reads: [{ bucket: 'my-ml-datasets', prefix: 'features/' }],
} as const;
const role = loadRole(parameters);
const BUCKET = 'arn:aws:s3:::my-ml-datasets';

const assume = (claim: string, user: string | undefined, principal = 'redshift.amazonaws.com'): Claim => ({
  claim,
  action: 'sts:AssumeRole',
  resource: arnOf(role),
  principal,
  context:
    user === undefined ? {} : { 'sts:ExternalId': `arn:aws:redshift:eu-west-1:111122223333:dbuser:${user}` },
});
const claim = (text: string, action: string, resource: string, prefix?: string): Claim => ({
  claim: text,
  action,
  resource,
  ...(prefix !== undefined && { context: { 's3:prefix': prefix } }),
});

export const proofs: readonly Proof[] = [
  {
    preset: 'redshift.loadRole',
    purpose: 'load data into Amazon Redshift, for named users of a database',
    parameters,
    sides: roleSides(role),
    caller: callerOf(role),
    allowed: [
      { ...assume('be assumed for its database user', 'warehouse/loader'), page: TRUST },
      { ...claim('read the data', 's3:GetObject', `${BUCKET}/features/1.parquet`), page: COPY },
      { ...claim('list the data', 's3:ListBucket', BUCKET, 'features/'), page: COPY },
    ],
    nearMisses: [
      assume('be assumed for another user of the database', 'warehouse/intern'),
      assume('be assumed for a user of another cluster', 'payroll/loader'),
      assume('be assumed without naming the user', undefined),
      assume('be assumed by another service', 'warehouse/loader', 'glue.amazonaws.com'),
      claim('read what is beside it', 's3:GetObject', `${BUCKET}/salaries/1.parquet`),
      claim('read another bucket', 's3:GetObject', 'arn:aws:s3:::payroll/features/1.parquet'),
      claim('list what is beside it', 's3:ListBucket', BUCKET, 'salaries/'),
      claim('list another bucket', 's3:ListBucket', 'arn:aws:s3:::payroll', 'features/'),
      claim('unload data', 's3:PutObject', `${BUCKET}/features/1.parquet`),
    ],
    peer: { managedPolicies: ['AmazonRedshiftAllCommandsFullAccess'], extras: [] },
  },
];
