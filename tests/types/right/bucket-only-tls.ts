// Nothing without TLS.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { aws, deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.all)
    .to(principal.anyone)
    .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
    .when(aws.secureTransport.is(false))
    .sid('RestrictToTLSRequestsOnly'),
);
