// Read-only sessions of a directory bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam-example-bucket-policies.html
import { s3express } from '@leastwise/aws/s3express';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3express.CreateSession)
    .sid('ReadOnlyAccess')
    .to(principal.account('111122223333'))
    .on(s3express.bucket('datasets--usw2-az1--x-s3', { region: 'us-west-2', account: '444455556666' }))
    .when(s3express.keys.sessionMode.equals('ReadOnly')),
);
