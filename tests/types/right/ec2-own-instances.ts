// Users start and stop the instances that are tagged as theirs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_tag-owner.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.StartInstances, ec2.StopInstances)
    .on(ec2.instance('*', { region: '*', account: '*' }))
    .when(aws.resourceTag('Owner').equals('${aws:username}')),
  allow(ec2.DescribeInstances).onAnyResource(),
);
