import { size } from '@leastwise/policy';
import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { PolicyHolder } from '../state.ts';
import { checkDocument, encodeDocument } from './documents.ts';
import { findGroup, findRole, findUser, missing } from './entities.ts';
import { page, type PageRequest } from './page.ts';
import { findModifiableRole } from './protected-roles.ts';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export function putUserPolicy(input: iam.PutUserPolicyRequest, context: Context): void {
  put(findUser(context, input.UserName), input, 'user');
}

export function putGroupPolicy(input: iam.PutGroupPolicyRequest, context: Context): void {
  put(findGroup(context, input.GroupName), input, 'group');
}

export function putRolePolicy(input: iam.PutRolePolicyRequest, context: Context): void {
  put(findModifiableRole(context, input.RoleName), input, 'role');
}

function put(
  holder: PolicyHolder,
  { PolicyName: name, PolicyDocument: document }: InlinePolicy,
  kind: Kind,
): void {
  checkDocument(document, 'identity');
  const { left, limit } = size([...new Map(holder.inline).set(name, document).values()], `${kind}-inline`);
  if (left < 0) {
    throw new Refusal(
      'LimitExceeded',
      `Maximum policy size of ${limit} bytes exceeded for ${kind} ${holder.name}`,
    );
  }
  holder.inline.set(name, document);
}

type Kind = 'user' | 'group' | 'role';

export function getUserPolicy(input: iam.GetUserPolicyRequest, context: Context): iam.GetUserPolicyResponse {
  const user = findUser(context, input.UserName);
  return { UserName: user.name, ...get(user, input.PolicyName, 'user') };
}

export function getGroupPolicy(
  input: iam.GetGroupPolicyRequest,
  context: Context,
): iam.GetGroupPolicyResponse {
  const group = findGroup(context, input.GroupName);
  return { GroupName: group.name, ...get(group, input.PolicyName, 'group') };
}

export function getRolePolicy(input: iam.GetRolePolicyRequest, context: Context): iam.GetRolePolicyResponse {
  const role = findRole(context, input.RoleName);
  return { RoleName: role.name, ...get(role, input.PolicyName, 'role') };
}

function get({ inline }: PolicyHolder, name: string, kind: Kind): InlinePolicy {
  const document = inline.get(name) ?? notFound(name, kind);
  return { PolicyName: name, PolicyDocument: encodeDocument(document) };
}

function notFound(name: string, kind: Kind): never {
  return missing(`The ${kind} policy with name ${name} cannot be found.`);
}

export function deleteUserPolicy(input: iam.DeleteUserPolicyRequest, context: Context): void {
  remove(findUser(context, input.UserName), input.PolicyName, 'user');
}

export function deleteGroupPolicy(input: iam.DeleteGroupPolicyRequest, context: Context): void {
  remove(findGroup(context, input.GroupName), input.PolicyName, 'group');
}

export function deleteRolePolicy(input: iam.DeleteRolePolicyRequest, context: Context): void {
  remove(findModifiableRole(context, input.RoleName), input.PolicyName, 'role');
}

function remove({ inline }: PolicyHolder, name: string, kind: Kind): void {
  if (!inline.delete(name)) notFound(name, kind);
}

export function listUserPolicies(
  input: iam.ListUserPoliciesRequest,
  context: Context,
): iam.ListUserPoliciesResponse {
  return list(findUser(context, input.UserName), input);
}

export function listGroupPolicies(
  input: iam.ListGroupPoliciesRequest,
  context: Context,
): iam.ListGroupPoliciesResponse {
  return list(findGroup(context, input.GroupName), input);
}

export function listRolePolicies(
  input: iam.ListRolePoliciesRequest,
  context: Context,
): iam.ListRolePoliciesResponse {
  return list(findRole(context, input.RoleName), input);
}

function list(
  { inline }: PolicyHolder,
  input: PageRequest,
): { PolicyNames: readonly string[]; IsTruncated: boolean } {
  const { items, rest } = page(inline.keys(), (name) => name, input);
  return { PolicyNames: items, ...rest };
}

/** The inline policies of a user, group or role, with their documents. */
export function inlinePolicies({ inline }: PolicyHolder): InlinePolicy[] {
  return Array.from(inline, ([name, document]) => ({
    PolicyName: name,
    PolicyDocument: encodeDocument(document),
  }));
}
