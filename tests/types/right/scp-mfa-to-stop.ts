// Instances are stopped only with MFA.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
import { ec2 } from '@leastwise/aws/ec2';
import { aws, deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ec2.StopInstances, ec2.TerminateInstances)
    .onAnyResource()
    .when(aws.multiFactorAuthPresent.ifExists.is(false))
    .sid('DenyStopAndTerminateWhenMFAIsNotPresent'),
);
