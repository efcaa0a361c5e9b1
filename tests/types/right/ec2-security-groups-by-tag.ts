// The rules of the security groups of one department.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_ec2_securitygroups-vpc.html
import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(ec2.DescribeSecurityGroups, ec2.DescribeSecurityGroupRules, ec2.DescribeTags).onAnyResource(),
  allow(
    ec2.AuthorizeSecurityGroupIngress,
    ec2.RevokeSecurityGroupIngress,
    ec2.AuthorizeSecurityGroupEgress,
    ec2.RevokeSecurityGroupEgress,
    ec2.ModifySecurityGroupRules,
    ec2.UpdateSecurityGroupRuleDescriptionsIngress,
    ec2.UpdateSecurityGroupRuleDescriptionsEgress,
  )
    .on(ec2.securityGroup('*', { region: 'eu-west-1', account: '111122223333' }))
    .when(aws.resourceTag('Department').equals('Test')),
  allow(ec2.ModifySecurityGroupRules).on(
    ec2.securityGroupRule('*', { region: 'eu-west-1', account: '111122223333' }),
  ),
);
