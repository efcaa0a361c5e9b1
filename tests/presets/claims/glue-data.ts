import { ask, type Requests, saidBy } from './requests.ts';
import { DATA_SETS, GLUE, KEY, PAYROLL, RESULTS, VOLUME_KEY } from './world.ts';

const GUIDE = 'https://docs.aws.amazon.com/glue/latest/dg';
export const JOB_PERMISSIONS = `${GUIDE}/getting-started-min-privs-job.html`;
export const CRAWLER_PERMISSIONS = `${GUIDE}/crawler-prereqs.html`;
export const SERVICE_POLICY = `${GUIDE}/create-service-policy.html`;
export const CATALOG_ARNS = `${GUIDE}/glue-specifying-resource-arns.html`;
export const SESSIONS = `${GUIDE}/glue-is-security.html`;
export const LOGGING = `${GUIDE}/monitor-continuous-logging.html`;
export const METRICS = `${GUIDE}/monitoring-awsglue-with-cloudwatch-metrics.html`;
export const ENCRYPTION = `${GUIDE}/set-up-encryption.html`;
export const ENCRYPTED_LOGS = `${GUIDE}/monitor-continuous-logging-enable.html`;
const SPARK_TROUBLE = `${GUIDE}/data-quality-trouble.html`;
const LAKE = 'https://docs.aws.amazon.com/lake-formation/latest/dg/access-control-underlying-data.html';

/** Replaces what is in `my-ml-results/churn/`. */
export function replacesResults(page: string): Requests {
  return {
    allowed: saidBy(
      page,
      ask('list the target', 's3:ListBucket', RESULTS, { 's3:prefix': 'churn/' }),
      ask('delete what is replaced', 's3:DeleteObject', `${RESULTS}/churn/1.parquet`),
    ),
    nearMisses: [
      ask('list beside the target', 's3:ListBucket', RESULTS, { 's3:prefix': 'churned/' }),
      ask('list all targets', 's3:ListBucket', RESULTS),
      ask('list another bucket', 's3:ListBucket', PAYROLL, { 's3:prefix': 'churn/' }),
      ask('delete beside the target', 's3:DeleteObject', `${RESULTS}/churned/1.parquet`),
      ask('delete an older version', 's3:DeleteObjectVersion', `${RESULTS}/churn/1.parquet`),
      ask('read the target', 's3:GetObject', `${RESULTS}/churn/1.parquet`),
    ],
  };
}

/** Has a temporary directory, `my-ml-scratch/churn/`. */
export function usesScratch(page: string): Requests {
  const bucket = 'arn:aws:s3:::my-ml-scratch';
  const verbs = [
    'GetObject',
    'PutObject',
    'DeleteObject',
    'AbortMultipartUpload',
    'ListMultipartUploadParts',
  ];
  return {
    allowed: saidBy(
      page,
      ...verbs.map((verb) => ask(`${verb} in the temporary directory`, `s3:${verb}`, `${bucket}/churn/1`)),
      ask('list the temporary directory', 's3:ListBucket', bucket, { 's3:prefix': 'churn/' }),
    ),
    nearMisses: [
      ...verbs.map((verb) => ask(`${verb} in that of others`, `s3:${verb}`, `${bucket}/fraud/1`)),
      ask('list that of others', 's3:ListBucket', bucket, { 's3:prefix': 'fraud/' }),
      ask('list another bucket', 's3:ListBucket', DATA_SETS, { 's3:prefix': 'churn/' }),
    ],
  };
}

/** Asks for actions on tables, and so on their whole chain; not on the table beside, nor on another database. */
function onTables(database: string, tables: readonly string[], actions: readonly string[]): Requests {
  const chain = ['catalog', `database/${database}`, ...tables.map((table) => `table/${database}/${table}`)];
  return {
    allowed: saidBy(
      CATALOG_ARNS,
      ...actions.flatMap((action) =>
        chain.map((part) => ask(`${action}: ${part}`, `glue:${action}`, `${GLUE}:${part}`)),
      ),
    ),
    nearMisses: [
      ...actions.map((action) =>
        ask(`${action} of payroll`, `glue:${action}`, `${GLUE}:table/payroll/salaries`),
      ),
      ...actions.map((action) => ask(`${action} in payroll`, `glue:${action}`, `${GLUE}:database/payroll`)),
      ask('delete a table', 'glue:DeleteTable', `${GLUE}:${String(chain[2])}`),
      ask('delete the database', 'glue:DeleteDatabase', `${GLUE}:database/${database}`),
    ],
  };
}

const READS = ['GetTable', 'GetPartition', 'GetPartitions', 'BatchGetPartition'];
const WRITES = [
  'CreateTable',
  'UpdateTable',
  'CreatePartition',
  'BatchCreatePartition',
  'UpdatePartition',
  'BatchUpdatePartition',
];

function asksForDatabases(page: string, ...databases: readonly string[]): Requests {
  return {
    allowed: saidBy(
      page,
      ask('ask for databases', 'glue:GetDatabase', `${GLUE}:catalog`),
      ...databases.map((name) => ask(`ask for ${name}`, 'glue:GetDatabase', `${GLUE}:database/${name}`)),
    ),
    nearMisses: [ask('ask for another database', 'glue:GetDatabase', `${GLUE}:database/payroll`)],
  };
}

/** Reads tables of the database `raw`. */
export function readsTables(...tables: readonly string[]): readonly Requests[] {
  return [onTables('raw', tables, READS), asksForDatabases(SPARK_TROUBLE, 'raw', 'default')];
}

/** Makes and changes tables of the database `clean`. */
export function writesTables(...tables: readonly string[]): readonly Requests[] {
  return [onTables('clean', tables, [...READS, ...WRITES]), asksForDatabases(CATALOG_ARNS, 'clean')];
}

/** Asks Lake Formation for the data of tables. */
export function asksLakeFormation(): Requests {
  return {
    allowed: saidBy(LAKE, ask('get the data of granted tables', 'lakeformation:GetDataAccess', '*')),
    nearMisses: [
      ask('grant data', 'lakeformation:GrantPermissions', '*'),
      ask('make itself an administrator', 'lakeformation:PutDataLakeSettings', '*'),
    ],
  };
}

/** Uses the connection `crm`. */
export function usesConnection(page: string): Requests {
  return {
    allowed: saidBy(
      page,
      ask('look the connection up', 'glue:GetConnection', `${GLUE}:catalog`),
      ask('read the connection', 'glue:GetConnection', `${GLUE}:connection/crm`),
    ),
    nearMisses: [ask('read another connection', 'glue:GetConnection', `${GLUE}:connection/payroll`)],
  };
}

/** Encrypts bookmarks and logs. */
export function usesSecurityConfiguration(): Requests {
  const group = 'arn:aws:logs:eu-west-1:111122223333:log-group';
  return {
    allowed: [
      ...saidBy(
        ENCRYPTION,
        ask('read the security configuration', 'glue:GetSecurityConfiguration', '*'),
        ask('encrypt a bookmark', 'kms:Encrypt', VOLUME_KEY),
        ask('decrypt a bookmark', 'kms:Decrypt', VOLUME_KEY),
      ),
      ...saidBy(
        ENCRYPTED_LOGS,
        ask('encrypt its logs', 'logs:AssociateKmsKey', `${group}:/aws-glue/jobs/logs-v2-secure`),
      ),
    ],
    nearMisses: [
      ask('encrypt with another key', 'kms:Encrypt', KEY),
      ask('encrypt logs of others', 'logs:AssociateKmsKey', `${group}:/aws/lambda/billing`),
      ask('change the security configuration', 'glue:CreateSecurityConfiguration', '*'),
    ],
  };
}
