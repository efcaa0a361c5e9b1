// Another account writes and leaves the owner in control.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.PutObject)
    .to(principal.user('arn:aws:iam::444455556666:user/Dave'))
    .on(s3.object('my-ml-datasets', '*'))
    .when(s3.keys.xAmzAcl.equals('bucket-owner-full-control'))
    .sid('PolicyForAllowUploadWithACL'),
);
