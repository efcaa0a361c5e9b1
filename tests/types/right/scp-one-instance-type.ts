// One type of instance.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ec2.html
import { ec2 } from '@leastwise/aws/ec2';
import { deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ec2.RunInstances)
    .on(ec2.instance('*', { region: '*', account: '*' }))
    .when(ec2.keys.instanceType.notEquals('t2.micro'))
    .sid('RequireMicroInstanceType'),
);
