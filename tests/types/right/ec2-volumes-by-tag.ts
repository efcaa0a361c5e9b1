// Volumes of one user, on instances of one department.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_ebs-owner.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.AttachVolume, ec2.DetachVolume)
    .on(ec2.instance('*', { region: '*', account: '*' }))
    .when(aws.resourceTag('Department').equals('Development')),
  allow(ec2.AttachVolume, ec2.DetachVolume)
    .on(ec2.volume('*', { region: '*', account: '*' }))
    .when(aws.resourceTag('VolumeUser').equals('${aws:username}')),
);
