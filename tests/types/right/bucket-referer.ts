// Pictures for the pages of one site.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject, s3.GetObjectVersion)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(aws.referer.like('http://www.example.com/*', 'http://example.com/*'))
    .sid('AllowGetRequestsOriginatingFrom'),
);
