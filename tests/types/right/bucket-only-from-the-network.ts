// Nothing from outside the network.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { aws, deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.all)
    .to(principal.anyone)
    .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
    .when(aws.sourceIp.notWithin('192.0.2.0/24', '2001:DB8:1234:5678::/64'))
    .sid('SourceIP'),
);
