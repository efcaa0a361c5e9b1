// Objects that are tagged for production.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(s3.keys.existingObjectTag('environment').equals('production')),
);
