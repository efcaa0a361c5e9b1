// A bucket that leaves control to the access points of its account.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy, unsafeAction } from '@leastwise/policy';

export default resourcePolicy(
  allow(unsafeAction('*'))
    .to(principal.anyone)
    .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
    .when(s3.keys.dataAccessPointAccount.equals('111122223333')),
);
