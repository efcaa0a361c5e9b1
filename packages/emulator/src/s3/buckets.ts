import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Bucket } from './bucket-state.ts';
import type { S3Request, S3Response } from './request.ts';
import { readTags, replaceTags, tagsAnswer } from './tags.ts';
import { readXml, textOf, xmlAnswer } from './xml.ts';

const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z\d][a-z\d.-]{1,61}[a-z\d](?<!-s3alias|--ol-s3)$/;
const TAGS_PER_BUCKET = 50;
const ACCOUNT_BUCKETS_PER_PAGE = 10_000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(request: S3Request, context: Context): S3Response {
  const { cloud, account, region } = context;
  const { bucket: name } = request;
  if (!NAME.test(name)) throw new Refusal('InvalidBucketName', 'The specified bucket is not valid.');
  const wanted = wantedRegion(request);
  if (wanted !== region) {
    throw new Refusal(
      'IllegalLocationConstraintException',
      `The ${wanted === 'us-east-1' ? 'unspecified' : wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  const taken = cloud.buckets.get(name);
  if (taken) refuseTaken(taken, context);
  else {
    cloud.buckets.set(name, {
      ...{ name, accountId: account.id, region, created: context.now },
      policy: undefined,
      tags: new Map(),
      // On for every new bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      objects: new Map(),
      uploads: new Map(),
    });
  }
  return { headers: { location: `/${name}` } };
}

function wantedRegion({ body }: S3Request): string {
  if (body.length === 0) return 'us-east-1';
  return textOf(readXml(body, 'CreateBucketConfiguration'), 'LocationConstraint') ?? 'us-east-1';
}

/** In the first region, and only there, an account may make its own bucket again, which changes nothing. */
function refuseTaken({ accountId, region }: Bucket, { account }: Context): void {
  if (accountId !== account.id) {
    throw new Refusal(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    );
  }
  if (region === 'us-east-1') return;
  throw new Refusal(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
  );
}

export function deleteBucket(request: S3Request, context: Context): S3Response {
  const { name, objects } = findBucket(request, context);
  if (objects.size > 0) {
    throw new Refusal('BucketNotEmpty', 'The bucket you tried to delete is not empty');
  }
  context.cloud.buckets.delete(name);
  return { status: 204 };
}

export function headBucket(request: S3Request, context: Context): S3Response {
  return { headers: { 'x-amz-bucket-region': findBucket(request, context).region } };
}

export function listBuckets(request: S3Request, { cloud, account }: Context): S3Response {
  const prefix = request.query.get('prefix') ?? '';
  const owned = [...cloud.buckets.values()]
    .filter(({ accountId, name }) => accountId === account.id && name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const after = request.query.get('continuation-token') ?? '';
  const left = owned.filter(({ name }) => name > after);
  const shown = left.slice(0, Number(request.query.get('max-buckets') ?? ACCOUNT_BUCKETS_PER_PAGE));
  return xmlAnswer('ListAllMyBucketsResult', [
    [
      'Buckets',
      shown.map(
        ({ name, created, region }) =>
          [
            'Bucket',
            [
              ['Name', name],
              ['CreationDate', new Date(created).toISOString()],
              ['BucketRegion', region],
            ],
          ] as const,
      ),
    ],
    ['Owner', [['ID', account.id]]],
    ['ContinuationToken', shown.length < left.length ? shown.at(-1)?.name : undefined],
  ]);
}

/** Of the first region it is silent. */
export function getBucketLocation(request: S3Request, context: Context): S3Response {
  const { region } = findBucket(request, context);
  return xmlAnswer('LocationConstraint', region === 'us-east-1' ? '' : region);
}

/** Versions are not kept here, so no bucket has them. */
export function getBucketVersioning(request: S3Request, context: Context): S3Response {
  findBucket(request, context);
  return xmlAnswer('VersioningConfiguration', []);
}

export function putBucketTagging(request: S3Request, context: Context): S3Response {
  replaceTags(findBucket(request, context).tags, readTags(request.body, TAGS_PER_BUCKET));
  return { status: 204 };
}

export function getBucketTagging(request: S3Request, context: Context): S3Response {
  const { tags } = findBucket(request, context);
  if (tags.size === 0) throw new Refusal('NoSuchTagSet', 'The TagSet does not exist');
  return tagsAnswer(tags);
}

export function deleteBucketTagging(request: S3Request, context: Context): S3Response {
  findBucket(request, context).tags.clear();
  return { status: 204 };
}

/** @throws Refusal NoSuchBucket */
export function findBucket(
  { bucket: name }: Pick<S3Request, 'bucket'>,
  { cloud }: Pick<Context, 'cloud'>,
): Bucket {
  const bucket = cloud.buckets.get(name);
  if (bucket) return bucket;
  throw new Refusal('NoSuchBucket', 'The specified bucket does not exist');
}
