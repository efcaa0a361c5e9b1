import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { findRole, keyOf, missing } from './entities.ts';
import { newHolder } from './new-holder.ts';
import { isServiceLinked, servicePath } from './protected-roles.ts';
import { addRole, checkedTrust, listedRole } from './roles.ts';

/**
 * What the role of a service is called after `AWSServiceRoleFor`, and whether it can be had more than once, under suffixes.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const SERVICES: Readonly<Record<string, { readonly role: string; readonly suffixes?: true }>> = {
  'autoscaling.amazonaws.com': { role: 'AutoScaling', suffixes: true },
  'batch.amazonaws.com': { role: 'Batch' },
  'ecs.amazonaws.com': { role: 'ECS' },
  'eks.amazonaws.com': { role: 'AmazonEKS' },
  'eks-nodegroup.amazonaws.com': { role: 'AmazonEKSNodegroup' },
  'elasticloadbalancing.amazonaws.com': { role: 'ElasticLoadBalancing' },
  'elasticmapreduce.amazonaws.com': { role: 'EMRCleanup' },
  'lex.amazonaws.com': { role: 'LexBots' },
  'opensearchservice.amazonaws.com': { role: 'AmazonOpenSearchService' },
  'organizations.amazonaws.com': { role: 'Organizations' },
  'rds.amazonaws.com': { role: 'RDS' },
  'sagemaker.amazonaws.com': { role: 'AmazonSageMakerNotebooks' },
  'sagemaker.application-autoscaling.amazonaws.com': {
    role: 'ApplicationAutoScaling_SageMakerEndpoint',
  },
  'spot.amazonaws.com': { role: 'EC2Spot' },
  'spotfleet.amazonaws.com': { role: 'EC2SpotFleet' },
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export function createServiceLinkedRole(
  input: iam.CreateServiceLinkedRoleRequest,
  context: Context,
): iam.CreateServiceLinkedRoleResponse {
  const { roles } = context.account;
  const service = input.AWSServiceName;
  const name = roleName(service, input.CustomSuffix);
  if (roles.has(keyOf(name))) {
    throw new Refusal(
      'InvalidInput',
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  const role = addRole(context, {
    ...newHolder(context, 'role', name, servicePath(service)),
    trust: checkedTrust(trustOf(service), context),
    description: input.Description,
  });
  return { Role: listedRole(role, context) };
}

function roleName(service: string, suffix: string | undefined): string {
  const known = Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  if (!known) {
    throw new Refusal(
      'notImplemented',
      `The emulator does not know what the service-linked role of ${service} is called; it knows those of ${Object.keys(SERVICES).join(', ')}.`,
    );
  }
  if (suffix === undefined) return `AWSServiceRoleFor${known.role}`;
  if (known.suffixes) return `AWSServiceRoleFor${known.role}_${suffix}`;
  throw new Refusal('InvalidInput', `Custom suffix is not allowed for ${service}`);
}

function trustOf(service: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
}

/** The service has no resources here that could need the role, so the task is done at once. */
export function deleteServiceLinkedRole(
  input: iam.DeleteServiceLinkedRoleRequest,
  context: Context,
): iam.DeleteServiceLinkedRoleResponse {
  const { roles, deletionTasks, instanceProfiles } = context.account;
  const role = findRole(context, input.RoleName);
  if (!isServiceLinked(role)) missing(`The service-linked role with name ${role.name} cannot be found.`);
  const task = `task${role.path}${role.name}/${context.ids.uuid()}`;
  const used = [...instanceProfiles.values()].some(({ roleId }) => roleId === role.id);
  deletionTasks.set(task, used ? 'The role is in an instance profile.' : undefined);
  if (!used) roles.delete(keyOf(role.name));
  return { DeletionTaskId: task };
}

export function getServiceLinkedRoleDeletionStatus(
  input: iam.GetServiceLinkedRoleDeletionStatusRequest,
  { account: { deletionTasks } }: Context,
): iam.GetServiceLinkedRoleDeletionStatusResponse {
  const { DeletionTaskId: task } = input;
  if (!deletionTasks.has(task)) missing(`The deletion task ${task} cannot be found.`);
  const reason = deletionTasks.get(task);
  return reason === undefined ? { Status: 'SUCCEEDED' } : { Status: 'FAILED', Reason: { Reason: reason } };
}
