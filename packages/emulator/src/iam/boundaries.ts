import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import type { Role, User } from '../state.ts';
import { findPolicy, findUser, missing } from './entities.ts';
import { findModifiableRole } from './protected-roles.ts';

export function putRolePermissionsBoundary(
  input: iam.PutRolePermissionsBoundaryRequest,
  context: Context,
): void {
  findModifiableRole(context, input.RoleName).boundary = findPolicy(context, input.PermissionsBoundary).arn;
}

export function putUserPermissionsBoundary(
  input: iam.PutUserPermissionsBoundaryRequest,
  context: Context,
): void {
  findUser(context, input.UserName).boundary = findPolicy(context, input.PermissionsBoundary).arn;
}

export function deleteRolePermissionsBoundary(
  input: iam.DeleteRolePermissionsBoundaryRequest,
  context: Context,
): void {
  clear(findModifiableRole(context, input.RoleName));
}

export function deleteUserPermissionsBoundary(
  input: iam.DeleteUserPermissionsBoundaryRequest,
  context: Context,
): void {
  clear(findUser(context, input.UserName));
}

function clear(holder: Role | User): void {
  if (holder.boundary === undefined) missing(`${holder.name} has no permissions boundary.`);
  holder.boundary = undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html */
export function boundaryOutput({ boundary }: Role | User): iam.AttachedPermissionsBoundary | undefined {
  return boundary === undefined
    ? undefined
    : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
}
