// One bucket, and nothing else of S3 or of any service.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_deny-except-bucket.html
import { s3 } from '@leastwise/aws/s3';
import { allow, denyAllExcept, policy } from '@leastwise/policy';

export default policy(
  allow(s3.all).on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*')),
  denyAllExcept(s3.all).onAllExcept(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*')),
);
