import { ec2 } from '@leastwise/aws/ec2';
import { allow, type IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { resourcesOfVpc, type VpcConfig } from './vpc-config.ts';

/**
 * Allows what SageMaker does with network interfaces to run a job in a VPC: making them in the job's own subnets with its own
 * security groups, and using and deleting those of the subnets alone; nothing where there is no VPC. Actions that begin
 * with `Describe` know no resource.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html for the actions,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html for `ec2:Subnet`
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `vpcConfig.subnets[0]`
 */
export function sagemakerInterfaces(
  vpcConfig: VpcConfig | undefined,
  place: Place,
): readonly IdentityStatement[] {
  if (vpcConfig === undefined) return [];
  const { interfaces, subnets, securityGroups } = resourcesOfVpc(vpcConfig, place);
  return [
    allow(ec2.CreateNetworkInterface).on(interfaces, ...subnets, ...securityGroups),
    allow(
      ec2.CreateNetworkInterfacePermission,
      ec2.DeleteNetworkInterface,
      ec2.DeleteNetworkInterfacePermission,
    )
      .on(interfaces)
      .when(ec2.keys.subnet.equals(...subnets)),
    allow(
      ec2.DescribeNetworkInterfaces,
      ec2.DescribeVpcs,
      ec2.DescribeDhcpOptions,
      ec2.DescribeSubnets,
      ec2.DescribeSecurityGroups,
    ).onAnyResource(),
  ];
}
