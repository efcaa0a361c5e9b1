// Two accounts put objects that everyone may read.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.PutObject, s3.PutObjectAcl)
    .to(principal.account('111122223333'), principal.account('444455556666'))
    .on(s3.object('my-ml-datasets', '*'))
    .when(s3.keys.xAmzAcl.equals('public-read'))
    .sid('AddPublicReadCannedAcl'),
);
