// An instance attaches volumes to itself.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_volumes-instance.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.AttachVolume, ec2.DetachVolume)
    .on(ec2.volume('*', { region: '*', account: '*' }), ec2.instance('*', { region: '*', account: '*' }))
    .when(ec2.keys.sourceInstanceArn.equals('arn:aws:ec2:*:*:instance/instance-id')),
);
