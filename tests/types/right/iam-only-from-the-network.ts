// Nothing from outside the network, unless a service calls.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
import { aws, deny, policy, unsafeAction } from '@leastwise/policy';

export default policy(
  deny(unsafeAction('*'))
    .onAnyResource()
    .when(aws.sourceIp.notWithin('192.0.2.0/24', '203.0.113.0/24'), aws.viaAwsService.is(false)),
);
