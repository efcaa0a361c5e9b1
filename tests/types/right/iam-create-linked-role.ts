// The service-linked role of one service.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
import { ec2 } from '@leastwise/aws/ec2';
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.CreateServiceLinkedRole)
    .on(ec2.role('aws-service-role/emr-containers.amazonaws.com/*', { account: '*' }))
    .when(iam.keys.awsServiceName.like('emr-containers.amazonaws.com')),
  allow(iam.AttachRolePolicy, iam.PutRolePolicy).on(
    ec2.role('aws-service-role/emr-containers.amazonaws.com/*', { account: '*' }),
  ),
  allow(iam.DeleteServiceLinkedRole, iam.GetServiceLinkedRoleDeletionStatus).on(
    ec2.role('aws-service-role/emr-containers.amazonaws.com/*', { account: '*' }),
  ),
);
