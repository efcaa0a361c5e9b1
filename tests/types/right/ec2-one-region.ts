// Everything of EC2, in one region.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_region.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, policy } from '@leastwise/policy';

export default policy(allow(ec2.all).onAnyResource().when(ec2.keys.region.equals('us-east-2')));
