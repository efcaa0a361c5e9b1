// The objects of a bucket.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_rw-bucket.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.ListBucket).on(s3.bucket('my-ml-datasets')).sid('ListObjectsInBucket'),
  allow(s3.match('*Object')).on(s3.object('my-ml-datasets', '*')).sid('AllObjectActions'),
);
