// A folder for each user, also in the console.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_home-directory-console.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.ListAllMyBuckets, s3.GetBucketLocation).onAnyResource(),
  allow(s3.ListBucket)
    .on(s3.bucket('my-ml-datasets'))
    .when(s3.keys.prefix.like('', 'home/', 'home/${aws:username}/*')),
  allow(s3.all).on(
    s3.object('my-ml-datasets', 'home/${aws:username}'),
    s3.object('my-ml-datasets', 'home/${aws:username}/*'),
  ),
);
