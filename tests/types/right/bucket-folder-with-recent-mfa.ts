// A folder that wants MFA within the last hour.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.all)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', 'taxdocuments/*'))
    .when(aws.multiFactorAuthAge.missing()),
  deny(s3.all)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', 'taxdocuments/*'))
    .when(aws.multiFactorAuthAge.greaterThan(3600)),
  allow(s3.GetObject).to(principal.anyone).on(s3.object('my-ml-datasets', '*')),
);
