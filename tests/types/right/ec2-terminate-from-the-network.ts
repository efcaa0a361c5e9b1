// Instances are terminated only from the network.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_terminate-ip.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, deny, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.TerminateInstances).onAnyResource(),
  deny(ec2.TerminateInstances).onAnyResource().when(aws.sourceIp.notWithin('192.0.2.0/24', '203.0.113.0/24')),
);
