import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Account, ManagedPolicy, PolicyHolder } from '../state.ts';
import { awsPolicyHint, findGroup, findPolicy, findRole, findUser, missing, policyWith } from './entities.ts';
import { page, type PageRequest } from './page.ts';
import { findModifiableRole } from './protected-roles.ts';
import { QUOTAS } from './quotas.ts';

export function attachUserPolicy(input: iam.AttachUserPolicyRequest, context: Context): void {
  attach(findUser(context, input.UserName), input.PolicyArn, context, 'User');
}

export function attachGroupPolicy(input: iam.AttachGroupPolicyRequest, context: Context): void {
  attach(findGroup(context, input.GroupName), input.PolicyArn, context, 'Group');
}

export function attachRolePolicy(input: iam.AttachRolePolicyRequest, context: Context): void {
  attach(findModifiableRole(context, input.RoleName), input.PolicyArn, context, 'Role');
}

/** Attaching what is attached already changes nothing. */
function attach(holder: PolicyHolder, arn: string, context: Context, kind: 'User' | 'Group' | 'Role'): void {
  if (!policyWith(context, arn)) {
    missing(`Policy ${arn} does not exist or is not attachable.${awsPolicyHint(arn)}`);
  }
  if (holder.attached.includes(arn)) return;
  const quota = QUOTAS[`attachedPoliciesPer${kind}`];
  if (holder.attached.length >= quota) {
    throw new Refusal('LimitExceeded', `Cannot exceed quota for PoliciesPer${kind}: ${quota}`);
  }
  holder.attached.push(arn);
}

export function detachUserPolicy(input: iam.DetachUserPolicyRequest, context: Context): void {
  detach(findUser(context, input.UserName), input.PolicyArn);
}

export function detachGroupPolicy(input: iam.DetachGroupPolicyRequest, context: Context): void {
  detach(findGroup(context, input.GroupName), input.PolicyArn);
}

export function detachRolePolicy(input: iam.DetachRolePolicyRequest, context: Context): void {
  detach(findModifiableRole(context, input.RoleName), input.PolicyArn);
}

function detach(holder: PolicyHolder, arn: string): void {
  const at = holder.attached.indexOf(arn);
  if (at < 0) missing(`Policy ${arn} was not found.`);
  holder.attached.splice(at, 1);
}

export function listAttachedUserPolicies(
  input: iam.ListAttachedUserPoliciesRequest,
  context: Context,
): iam.ListAttachedUserPoliciesResponse {
  return listAttached(findUser(context, input.UserName), input, context);
}

export function listAttachedGroupPolicies(
  input: iam.ListAttachedGroupPoliciesRequest,
  context: Context,
): iam.ListAttachedGroupPoliciesResponse {
  return listAttached(findGroup(context, input.GroupName), input, context);
}

export function listAttachedRolePolicies(
  input: iam.ListAttachedRolePoliciesRequest,
  context: Context,
): iam.ListAttachedRolePoliciesResponse {
  return listAttached(findRole(context, input.RoleName), input, context);
}

function listAttached(
  holder: PolicyHolder,
  input: PageRequest & { readonly PathPrefix?: string | undefined },
  context: Context,
): { AttachedPolicies: iam.AttachedPolicy[]; IsTruncated: boolean } {
  const policies = holder.attached
    .map((arn) => findPolicy(context, arn))
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
  const { items, rest } = page(policies, ({ name }) => name, input);
  return { AttachedPolicies: items.map(attachedOutput), ...rest };
}

/** The managed policies of a user, group or role. */
export function attachedPolicies(holder: PolicyHolder, context: Context): iam.AttachedPolicy[] {
  return holder.attached.map((arn) => attachedOutput(findPolicy(context, arn)));
}

function attachedOutput({ name, arn }: ManagedPolicy): iam.AttachedPolicy {
  return { PolicyName: name, PolicyArn: arn };
}

/** How often each policy is in use, by ARN. */
export interface Usage {
  readonly attachments: ReadonlyMap<string, number>;
  readonly boundaries: ReadonlyMap<string, number>;
}

export function usageOf({ users, groups, roles }: Account): Usage {
  const attachments = new Map<string, number>();
  const boundaries = new Map<string, number>();
  const count = (counts: Map<string, number>, arn: string): unknown =>
    counts.set(arn, (counts.get(arn) ?? 0) + 1);
  for (const holders of [users, groups, roles]) {
    for (const { attached } of holders.values()) attached.forEach((arn) => count(attachments, arn));
  }
  for (const holders of [users, roles]) {
    for (const { boundary } of holders.values()) if (boundary !== undefined) count(boundaries, boundary);
  }
  return { attachments, boundaries };
}
