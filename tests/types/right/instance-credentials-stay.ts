// The credentials of an instance are used only from its own address.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { ec2 } from '@leastwise/aws/ec2';
import { anyAction, aws, deny, policy } from '@leastwise/policy';

export default policy(
  deny(anyAction)
    .onAnyResource()
    .when(
      aws.ec2InstanceSourcePrivateIpv4.asString.notEquals('${aws:VpcSourceIp}'),
      ec2.keys.sourceInstanceArn.exists(),
      aws.viaAwsService.ifExists.is(false),
    )
    .sid('SpecificEC2Only'),
);
