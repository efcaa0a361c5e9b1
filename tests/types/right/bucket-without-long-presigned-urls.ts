// A bucket whose presigned addresses last ten minutes.
// https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
import { s3 } from '@leastwise/aws/s3';
import { deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.all)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(s3.keys.signatureAge.greaterThan(600000))
    .sid('Deny a presigned URL request if the signature is more than 10 min old'),
);
