// Objects are written only with a KMS key.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.PutObject)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(s3.keys.xAmzServerSideEncryptionAwsKmsKeyId.missing())
    .sid('DenyObjectsThatAreNotSSEKMS'),
);
