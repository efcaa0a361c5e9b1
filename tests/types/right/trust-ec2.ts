// Instances.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(allow(sts.AssumeRole).to(principal.service('ec2.amazonaws.com')));
