// Objects behind a Multi-Region Access Point, listed and read.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.ListBucket).on(s3.multiregionaccesspoint('abcdef0123456.mrap', { account: '111122223333' })),
);
