// Instances and volumes carry a cost centre.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_tagging.html
import { ec2 } from '@leastwise/aws/ec2';
import { aws, deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ec2.RunInstances)
    .on(ec2.instance('*', { region: '*', account: '*' }), ec2.volume('*', { region: '*', account: '*' }))
    .when(aws.requestTag('CostCenter').missing())
    .sid('DenyRunInstanceWithNoCostCenterTag'),
);
