import { ec2 } from '@leastwise/aws/ec2';
import { allow, aws, type IdentityStatement } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import type { Place } from '../parameters/place.ts';
import { checkId, resourcesOfVpc, type VpcConfig } from './vpc-config.ts';

/** The network of AWS Glue connections. */
export interface GlueVpcConfig extends VpcConfig {
  /** The id of the subnets' VPC, such as `vpc-0a1b2c3d`. */
  readonly vpcId: string;
}

/** The tag that AWS Glue marks its network interfaces with. */
const MARK = 'aws-glue-service-resource';

/**
 * Allows what AWS Glue does with network interfaces to reach a connection in a VPC: making them in the connection's own subnets
 * with its own security groups, marking them as its own, and deleting those of the subnets alone; nothing where there is
 * no VPC. A request to delete tags that names none deletes all, so one has to be named.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `vpcConfig.vpcId`
 */
export function glueInterfaces(
  vpcConfig: GlueVpcConfig | undefined,
  place: Place,
): readonly IdentityStatement[] {
  if (vpcConfig === undefined) return [];
  checkId(checked(vpcConfig, 'vpcConfig').vpcId, 'vpc', 'vpcConfig.vpcId');
  const { interfaces, subnets, securityGroups } = resourcesOfVpc(vpcConfig, place);
  return [
    allow(
      ec2.DescribeVpcEndpoints,
      ec2.DescribeRouteTables,
      ec2.DescribeNetworkInterfaces,
      ec2.DescribeSecurityGroups,
      ec2.DescribeSubnets,
    ).onAnyResource(),
    allow(ec2.DescribeVpcAttribute).on(ec2.vpc(vpcConfig.vpcId, place)),
    allow(ec2.CreateNetworkInterface).on(interfaces, ...subnets, ...securityGroups),
    allow(ec2.DeleteNetworkInterface)
      .on(interfaces)
      .when(ec2.keys.subnet.equals(...subnets)),
    allow(ec2.CreateTags, ec2.DeleteTags)
      .on(interfaces)
      .when(aws.tagKeys.forAll.equals(MARK), aws.tagKeys.exists()),
  ];
}
