// Every identity of an organisation reads.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', '*'))
    .when(aws.principalOrgId.equals('o-a1b2c3d4e5')),
);
