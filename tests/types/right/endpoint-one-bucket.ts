// Only one bucket is reached through an endpoint.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, vpcEndpointPolicy } from '@leastwise/policy';

export default vpcEndpointPolicy(
  allow(s3.ListBucket, s3.GetObject, s3.PutObject)
    .to(principal.anyone)
    .on(s3.bucket('my-ml-datasets'), s3.object('my-ml-datasets', '*'))
    .sid('Access-to-specific-bucket-only'),
);
