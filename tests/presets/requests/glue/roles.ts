import { kms } from '@leastwise/aws/kms';
import { crawlerRole, etlJobRole, sessionRole } from '@leastwise/presets/glue';
import { readsDataSet, writesResults } from '../../claims/data.ts';
import * as glue from '../../claims/glue-data.ts';
import { usesKeyThroughS3 } from '../../claims/keys.ts';
import { glueInterfaces } from '../../claims/network.ts';
import { ask, saidBy, together } from '../../claims/requests.ts';
import { roleProof } from '../../claims/role-proof.ts';
import { trustedForAccount } from '../../claims/roles.ts';
import { putsMetrics, writesLogs } from '../../claims/surroundings.ts';
import { KEY, VOLUME_KEY } from '../../claims/world.ts';
import type { Peer, Proof } from '../../proof.ts';
import { AT } from '../../sides.ts';

const data = {
  ...AT,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
};
const vpcConfig = {
  vpcId: 'vpc-0a0a0a0a',
  subnets: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d'],
  securityGroupIds: ['sg-0a1b2c3d'],
};
const kmsKey = kms.key(KEY.split('/')[1] ?? '', AT);
const tables = [
  { databaseName: 'raw', tableName: 'events' },
  { databaseName: 'raw', tableName: 'users' },
];
const etl = {
  name: 'clean-events',
  ...data,
  script: { bucket: 'my-ml-scripts', key: 'clean.py' },
  temporary: { bucket: 'my-ml-scratch', prefix: 'churn/' },
  tables,
  connections: ['crm'],
} as const;
const encrypted = {
  name: 'clean-events',
  ...data,
  script: etl.script,
  kmsKey,
  securityConfiguration: {
    jobBookmarksKmsKey: kms.key(VOLUME_KEY.split('/')[1] ?? '', AT),
    encryptsLogs: true,
  },
  writesTables: [{ databaseName: 'clean', tableName: 'events' }],
  vpcConfig,
  lakeFormation: true,
} as const;
const session = { name: 'explore', ...data, tables, lakeFormation: true } as const;
const crawler = {
  name: 'crawl',
  ...AT,
  reads: data.reads,
  databaseName: 'clean',
  kmsKey,
  connections: ['crm'],
  vpcConfig,
  lakeFormation: true,
} as const;

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const trusted = (name: string): ReturnType<typeof trustedForAccount> =>
  trustedForAccount(glue.SERVICE_POLICY, 'glue.amazonaws.com', role(name));
const script = {
  allowed: saidBy(
    glue.JOB_PERMISSIONS,
    ask('read its script', 's3:GetObject', 'arn:aws:s3:::my-ml-scripts/clean.py'),
  ),
  nearMisses: [
    ask('read another script', 's3:GetObject', 'arn:aws:s3:::my-ml-scripts/pay.py'),
    ask('change its script', 's3:PutObject', 'arn:aws:s3:::my-ml-scripts/clean.py'),
  ],
};
const job = together(
  readsDataSet(glue.JOB_PERMISSIONS),
  writesResults(glue.JOB_PERMISSIONS),
  glue.replacesResults(glue.JOB_PERMISSIONS),
  putsMetrics(glue.METRICS, 'Glue'),
);
const jobLogs = writesLogs(glue.LOGGING, '/aws-glue/jobs/logs-v2', { describes: false });

const UPLOAD = [
  { action: 's3:AbortMultipartUpload', reason: 'a large file is uploaded in parts, which may be given up' },
  {
    action: 's3:ListMultipartUploadParts',
    reason: 'a large file is uploaded in parts, which may be resumed',
  },
];
const KEYS = (...names: string[]): readonly { action: string; reason: string }[] =>
  names.map((name) => ({ action: `kms:${name}`, reason: "AWS's policy leaves keys to its user" }));
const LAKE = {
  action: 'lakeformation:GetDataAccess',
  reason: "AWS's policy leaves Lake Formation to its user, who adds this action",
};
const peer = (...extras: { action: string; reason: string }[]): Peer => ({
  managedPolicies: ['AWSGlueServiceRole'],
  extras,
});

export const proofs: readonly Proof[] = [
  roleProof({
    preset: 'glue.etlJobRole',
    purpose: 'run an ETL job on data, tables and a connection',
    parameters: etl,
    role: etlJobRole(etl),
    requests: together(
      script,
      job,
      jobLogs,
      glue.usesScratch(glue.JOB_PERMISSIONS),
      ...glue.readsTables('events', 'users'),
      glue.usesConnection(glue.CATALOG_ARNS),
      trusted('clean-events'),
    ),
    peer: peer(...UPLOAD),
  }),
  roleProof({
    preset: 'glue.etlJobRole',
    variant: 'encrypted, in a VPC and with Lake Formation',
    purpose: 'run an ETL job that writes tables, with everything encrypted',
    parameters: encrypted,
    role: etlJobRole(encrypted),
    requests: together(
      script,
      job,
      jobLogs,
      usesKeyThroughS3(),
      ...glue.writesTables('events'),
      glue.asksLakeFormation(),
      glueInterfaces(glue.SERVICE_POLICY),
      glue.usesSecurityConfiguration(),
      trusted('clean-events'),
    ),
    peer: peer(...UPLOAD, ...KEYS('Decrypt', 'GenerateDataKey', 'Encrypt'), LAKE, {
      action: 'logs:AssociateKmsKey',
      reason: 'logs are encrypted, as AWS documents beside its policy',
    }),
  }),
  roleProof({
    preset: 'glue.sessionRole',
    purpose: 'run the statements of interactive sessions',
    parameters: session,
    role: sessionRole(session),
    requests: together(
      job,
      writesLogs(glue.LOGGING, '/aws-glue/sessions/output', { describes: false }),
      ...glue.readsTables('events', 'users'),
      glue.asksLakeFormation(),
      trusted('explore'),
    ),
    peer: peer(...UPLOAD, LAKE),
  }),
  roleProof({
    preset: 'glue.crawlerRole',
    purpose: 'crawl data into the tables of one database',
    parameters: crawler,
    role: crawlerRole(crawler),
    requests: together(
      readsDataSet(glue.CRAWLER_PERMISSIONS),
      usesKeyThroughS3({ writes: false }),
      ...glue.writesTables('anything'),
      glue.asksLakeFormation(),
      glue.usesConnection(glue.CATALOG_ARNS),
      glueInterfaces(glue.SERVICE_POLICY),
      writesCrawlerLogs(),
      trusted('crawl'),
    ),
    peer: peer(...KEYS('Decrypt'), LAKE),
  }),
];

/** CloudWatch Logs checks a group by either of its two ARNs. */
function writesCrawlerLogs(): ReturnType<typeof writesLogs> {
  const { allowed, nearMisses } = writesLogs(glue.CRAWLER_PERMISSIONS, '/aws-glue/crawlers', {
    describes: false,
  });
  const again = 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws-glue/crawlers:log-stream:';
  return {
    allowed: [
      ...allowed,
      ...saidBy(glue.CRAWLER_PERMISSIONS, ask('make the log group', 'logs:CreateLogGroup', again)),
    ],
    nearMisses,
  };
}
