// Uploads carry one tag and no other.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(s3.PutObjectTagging)
    .on(s3.object('my-ml-datasets', '*'))
    .when(
      s3.keys.requestObjectTagKeys.forAll.like('Owner', 'CreationDate'),
      s3.keys.requestObjectTag('Project').equals('X'),
    ),
);
