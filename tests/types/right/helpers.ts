// Statements from functions, lists and conditions that are known only when the program runs.
import { glue } from '@leastwise/aws/glue';
import { s3 } from '@leastwise/aws/s3';
import {
  allow,
  arn,
  aws,
  type Condition,
  deny,
  type IdentityPolicy,
  type IdentityStatement,
  literal,
  policy,
  type Resource,
  unsafeAction,
  unsafeArn,
} from '@leastwise/policy';

const withMfa: Condition = aws.multiFactorAuthPresent.is(true);

const readBucket = (bucket: string, prefix = ''): readonly IdentityStatement[] => [
  allow(s3.GetObject).on(s3.object(bucket, `${literal(prefix)}*`)),
  allow(s3.ListBucket)
    .on(s3.bucket(bucket))
    .when(s3.keys.prefix.like(`${literal(prefix)}*`)),
];

const buckets: readonly string[] = ['my-ml-datasets', 'my-ml-results'];
export const readAll = policy(...buckets.flatMap((bucket) => readBucket(bucket)));

const protect = (...objects: readonly Resource<'s3:object'>[]): IdentityStatement =>
  deny(s3.DeleteObject)
    .on(...objects)
    .when(withMfa);
export const mixed: IdentityPolicy = policy(
  ...readBucket('my-ml-datasets', 'train/'),
  protect(...buckets.map((bucket) => s3.object(bucket, '*'))),
  allow(s3.ListAllMyBuckets).onAnyResource(),
);

const here = glue.at({ region: 'eu-west-1', account: '111122223333' });
export const catalog = policy(
  allow(glue.GetTable).on(here.rootcatalog(), here.database('raw'), here.table('raw', '*')),
);

const region: string = ['eu', 'west', '1'].join('-');
const account: string = '1'.repeat(12);
const there = glue.at({ region, account });
export const dynamic = policy(
  allow(glue.GetTable).on(there.table('raw', 'events'), glue.database('raw', { region, account })),
  allow(s3.GetObject).on(arn(`arn:aws:s3:::${buckets.join('-')}/*`)),
  allow(unsafeAction(`s3:${['Get', 'Object'].join('')}`)).on(unsafeArn(`arn:aws:s3:::${account}/*`)),
);

const { type, params } = s3.parse('arn:aws:s3:::my-ml-datasets/train/1.csv');
export const taken: readonly ['s3:object', 'train/1.csv'] = [type, params.objectName];
