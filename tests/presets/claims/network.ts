import type { Claim } from '../proof.ts';
import { ask, type Requests, saidBy } from './requests.ts';
import { INTERFACE, OTHER_SECURITY_GROUP, OTHER_SUBNET, SECURITY_GROUP, SUBNETS, VPC } from './world.ts';

const [FIRST] = SUBNETS;
const HERE = { 'ec2:Subnet': FIRST };
const ELSEWHERE = { 'ec2:Subnet': OTHER_SUBNET };

/** EC2 asks for each of the three to make an interface. */
function makesInterfaces(): readonly Claim[] {
  return [
    ask('make a network interface', 'ec2:CreateNetworkInterface', INTERFACE, HERE),
    ...SUBNETS.map((subnet) => ask('make one in the subnet', 'ec2:CreateNetworkInterface', subnet)),
    ask('make one in the security group', 'ec2:CreateNetworkInterface', SECURITY_GROUP),
  ];
}

const NOT_ELSEWHERE: readonly Claim[] = [
  ask('make one in another subnet', 'ec2:CreateNetworkInterface', OTHER_SUBNET),
  ask('make one in another security group', 'ec2:CreateNetworkInterface', OTHER_SECURITY_GROUP),
  ask('delete one of another subnet', 'ec2:DeleteNetworkInterface', INTERFACE, ELSEWHERE),
  ask('delete one of nobody knows where', 'ec2:DeleteNetworkInterface', INTERFACE),
  ask('delete what is no network interface', 'ec2:DeleteNetworkInterface', `${VPC}x`, HERE),
  ask('attach one to an instance', 'ec2:AttachNetworkInterface', INTERFACE, HERE),
];

/** The network interfaces of a job of SageMaker in a VPC. */
export function sagemakerInterfaces(page: string): Requests {
  const on = (claim: string, action: string): readonly Claim[] =>
    SUBNETS.map((subnet) => ask(claim, `ec2:${action}`, INTERFACE, { 'ec2:Subnet': subnet }));
  const described = ['NetworkInterfaces', 'Vpcs', 'DhcpOptions', 'Subnets', 'SecurityGroups'];
  return {
    allowed: saidBy(
      page,
      ...makesInterfaces(),
      ...on('let SageMaker use the interface', 'CreateNetworkInterfacePermission'),
      ...on('delete the interface', 'DeleteNetworkInterface'),
      ...on('end the use of the interface', 'DeleteNetworkInterfacePermission'),
      ...described.map((what) => ask(`look at ${what}`, `ec2:Describe${what}`, '*')),
    ),
    nearMisses: [
      ...NOT_ELSEWHERE,
      ask('use one of another subnet', 'ec2:CreateNetworkInterfacePermission', INTERFACE, ELSEWHERE),
    ],
  };
}

/** The network interfaces of a job of AWS Glue with a connection in a VPC. */
export function glueInterfaces(page: string): Requests {
  const tagged = (...keys: string[]): { readonly 'aws:TagKeys': readonly string[] } => ({
    'aws:TagKeys': keys,
  });
  const own = tagged('aws-glue-service-resource');
  const described = ['VpcEndpoints', 'RouteTables', 'NetworkInterfaces', 'SecurityGroups', 'Subnets'];
  return {
    allowed: saidBy(
      page,
      ...makesInterfaces(),
      ...SUBNETS.map((subnet) =>
        ask('delete the interface', 'ec2:DeleteNetworkInterface', INTERFACE, { 'ec2:Subnet': subnet }),
      ),
      ...described.map((what) => ask(`look at ${what}`, `ec2:Describe${what}`, '*')),
      ask('look at the VPC', 'ec2:DescribeVpcAttribute', VPC),
      ask('mark the interface as of AWS Glue', 'ec2:CreateTags', INTERFACE, own),
      ask('take the mark away', 'ec2:DeleteTags', INTERFACE, own),
    ),
    nearMisses: [
      ...NOT_ELSEWHERE,
      ask('look at another VPC', 'ec2:DescribeVpcAttribute', `${VPC}1`),
      ask('tag an interface otherwise', 'ec2:CreateTags', INTERFACE, tagged('team')),
      ask('tag it otherwise too', 'ec2:CreateTags', INTERFACE, tagged('aws-glue-service-resource', 'team')),
      ask('take all tags away', 'ec2:DeleteTags', INTERFACE, tagged()),
      ask('mark what is no interface', 'ec2:CreateTags', SECURITY_GROUP, own),
    ],
  };
}
