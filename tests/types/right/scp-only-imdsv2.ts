// Instances whose metadata asks for a token.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html
import { ec2 } from '@leastwise/aws/ec2';
import { anyAction, aws, deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ec2.RunInstances)
    .sid('RequireImdsV2')
    .on(ec2.instance('*', { region: '*', account: '*' }))
    .when(ec2.keys.metadataHttpTokens.notEquals('required')),
  deny(anyAction).onAnyResource().when(aws.ec2RoleDelivery.lessThan(2)).sid('RequireAllEc2RolesToUseV2'),
  deny(ec2.ModifyInstanceMetadataOptions).onAnyResource(),
);
