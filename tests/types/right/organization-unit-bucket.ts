// The identities of an organisational unit read.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(aws.principalOrgPaths.forAny.like('o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*')),
);
