import { queryRunner } from '@leastwise/presets/athena';
import type { Claim, Proof } from '../../proof.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const WORKGROUP = 'https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html';
const TABLES = 'https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html';
const STORAGE = 'https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html';
const DRIVER = 'https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver.html';
const parameters = {
  ...AT,
  workGroup: 'data-science',
  tables: [{ databaseName: 'raw', tableName: 'events' }],
  reads: [{ bucket: 'my-ml-raw', prefix: 'events/' }],
  outputLocation: { bucket: 'my-ml-queries', prefix: 'data-science/' },
} as const;

const GROUP = 'arn:aws:athena:eu-west-1:111122223333:workgroup/data-science';
const glue = (path: string): string => `arn:aws:glue:eu-west-1:111122223333:${path}`;
const [CATALOG, DATABASE, TABLE] = [glue('catalog'), glue('database/raw'), glue('table/raw/events')];
const DATA = 'arn:aws:s3:::my-ml-raw';
const RESULTS = 'arn:aws:s3:::my-ml-queries';
const RESULT = `${RESULTS}/data-science/1.csv`;

const claim = (text: string, action: string, resource: string, prefix?: string): Claim => ({
  claim: text,
  action,
  resource,
  ...(prefix !== undefined && { context: { 's3:prefix': prefix } }),
});
/** AWS Glue checks the catalog, the database and the table, one by one. */
const onTable = (text: string, action: string): readonly Claim[] =>
  [CATALOG, DATABASE, TABLE].map((resource) => claim(text, action, resource));
const from = (page: string, claims: readonly Claim[]) => claims.map((each) => ({ ...each, page }));

export const proofs: readonly Proof[] = [
  {
    preset: 'athena.queryRunner',
    purpose: 'run queries over a data set, with results in one place',
    parameters,
    sides: [identitySide(queryRunner(parameters))],
    caller: SOMEONE,
    allowed: [
      ...from(WORKGROUP, [
        claim('start a query', 'athena:StartQueryExecution', GROUP),
        claim('watch a query', 'athena:GetQueryExecution', GROUP),
        claim('fetch results', 'athena:GetQueryResults', GROUP),
        claim('stop a query', 'athena:StopQueryExecution', GROUP),
        claim('see how the workgroup is set', 'athena:GetWorkGroup', GROUP),
        claim('see which queries there were', 'athena:ListQueryExecutions', GROUP),
        claim('watch several queries', 'athena:BatchGetQueryExecution', GROUP),
      ]),
      ...from(DRIVER, [claim('have results streamed to a driver', 'athena:GetQueryResultsStream', GROUP)]),
      ...from(TABLES, [
        ...[CATALOG, DATABASE, glue('database/default')].map((resource) =>
          claim('find the database', 'glue:GetDatabase', resource),
        ),
        ...onTable('read the table definition', 'glue:GetTable'),
        ...onTable('read a partition', 'glue:GetPartition'),
        ...onTable('read the partitions', 'glue:GetPartitions'),
        ...onTable('read some partitions', 'glue:BatchGetPartition'),
      ]),
      ...from(STORAGE, [
        claim('read the data', 's3:GetObject', `${DATA}/events/1.parquet`),
        claim('list the data', 's3:ListBucket', DATA, 'events/'),
        claim('find the bucket of results', 's3:GetBucketLocation', RESULTS),
        claim('write a result', 's3:PutObject', RESULT),
        claim('give up an upload in parts', 's3:AbortMultipartUpload', RESULT),
        claim('look at the parts of an upload', 's3:ListMultipartUploadParts', RESULT),
        claim('read a result', 's3:GetObject', RESULT),
        claim('list results', 's3:ListBucket', RESULTS, 'data-science/'),
      ]),
    ],
    nearMisses: [
      claim(
        'start a query in another workgroup',
        'athena:StartQueryExecution',
        GROUP.replace('data-', 'payroll-'),
      ),
      claim(
        'start a query in another region',
        'athena:StartQueryExecution',
        GROUP.replace('eu-west-1', 'us-east-1'),
      ),
      claim(
        'stream results of another workgroup',
        'athena:GetQueryResultsStream',
        GROUP.replace('data-', 'payroll-'),
      ),
      claim('save a query for others', 'athena:CreateNamedQuery', GROUP),
      claim('change the workgroup', 'athena:UpdateWorkGroup', GROUP),
      claim('find another database', 'glue:GetDatabase', glue('database/payroll')),
      claim('read the definition of another table', 'glue:GetTable', glue('table/raw/salaries')),
      claim('list all databases', 'glue:GetDatabases', CATALOG),
      claim('make a table', 'glue:CreateTable', TABLE),
      claim('change the table', 'glue:UpdateTable', TABLE),
      claim('read data beside it', 's3:GetObject', `${DATA}/salaries/1.parquet`),
      claim('list data beside it', 's3:ListBucket', DATA, 'salaries/'),
      claim('list another bucket', 's3:ListBucket', 'arn:aws:s3:::payroll', 'events/'),
      claim('list another bucket as results', 's3:ListBucket', 'arn:aws:s3:::payroll', 'data-science/'),
      claim('change the data', 's3:PutObject', `${DATA}/events/1.parquet`),
      claim('write to the results of others', 's3:PutObject', `${RESULTS}/payroll/1.csv`),
      claim('read the results of others', 's3:GetObject', `${RESULTS}/payroll/1.csv`),
      claim('list the results of others', 's3:ListBucket', RESULTS, 'payroll/'),
      claim('find another bucket', 's3:GetBucketLocation', 'arn:aws:s3:::payroll'),
    ],
    peer: { managedPolicies: ['AmazonAthenaFullAccess'], extras: [] },
  },
];
