// The objects of a bucket, in the console.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_rw-bucket-console.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    s3.GetAccountPublicAccessBlock,
    s3.GetBucketAcl,
    s3.GetBucketLocation,
    s3.GetBucketPolicyStatus,
    s3.GetBucketPublicAccessBlock,
    s3.ListAccessPoints,
    s3.ListAllMyBuckets,
  )
    .onAnyResource()
    .sid('S3ConsoleAccess'),
  allow(s3.ListBucket).on(s3.bucket('my-ml-datasets')).sid('ListObjectsInBucket'),
  allow(s3.match('*Object')).on(s3.object('my-ml-datasets', '*')).sid('AllObjectActions'),
);
