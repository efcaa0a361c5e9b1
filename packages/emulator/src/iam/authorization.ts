import type { Operations } from '../../generated/iam.js';
import { requestTags, type Row, type Rows, tagKeys } from '../authorization/row.ts';
import { accountRows } from './account-authorization.ts';
import { credentialRows } from './credential-authorization.ts';
import { providerRows } from './provider-authorization.ts';
import { boundaryOf, creation, group, newEntity, ownerOfKey, policy, role, user } from './targets.ts';

/** An operation on the user that it names, or on its caller. */
const onUser: Row<{ readonly UserName?: string | undefined }> = ({ UserName }, context) => ({
  on: user(context, UserName),
});
const onGroup: Row<{ readonly GroupName: string }> = ({ GroupName }, context) => ({
  on: group(context, GroupName),
});
const onRole: Row<{ readonly RoleName: string }> = ({ RoleName }, context) => ({
  on: role(context, RoleName),
});
const onPolicy: Row<{ readonly PolicyArn: string }> = ({ PolicyArn }, context) => ({
  on: policy(context, PolicyArn),
});
const onEverything: Row<unknown> = () => ({});

/** An operation on what a user or role may do, which can be made to depend on its boundary. */
const onBoundedUser: Row<{ readonly UserName: string }> = ({ UserName }, context) => ({
  on: user(context, UserName),
  keys: boundaryOf(context, 'user', UserName),
});
const onBoundedRole: Row<{ readonly RoleName: string }> = ({ RoleName }, context) => ({
  on: role(context, RoleName),
  keys: boundaryOf(context, 'role', RoleName),
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iamRows: Rows<Operations> = {
  ...accountRows,
  ...credentialRows,
  ...providerRows,
  AddUserToGroup: onGroup,
  AttachGroupPolicy: ({ GroupName, PolicyArn }, context) => ({
    on: group(context, GroupName),
    keys: { 'iam:PolicyARN': PolicyArn },
  }),
  AttachRolePolicy: ({ RoleName, PolicyArn }, context) => ({
    on: role(context, RoleName),
    keys: { 'iam:PolicyARN': PolicyArn, ...boundaryOf(context, 'role', RoleName) },
  }),
  AttachUserPolicy: ({ UserName, PolicyArn }, context) => ({
    on: user(context, UserName),
    keys: { 'iam:PolicyARN': PolicyArn, ...boundaryOf(context, 'user', UserName) },
  }),
  CreateAccessKey: onUser,
  CreateGroup: ({ Path, GroupName }, context) => ({ on: newEntity(context, 'group', Path, GroupName) }),
  CreatePolicy: ({ Path, PolicyName, Tags }, context) =>
    creation(newEntity(context, 'policy', Path, PolicyName), 'iam:TagPolicy', Tags),
  CreatePolicyVersion: onPolicy,
  CreateRole: ({ Path, RoleName, Tags, PermissionsBoundary }, context) =>
    creation(newEntity(context, 'role', Path, RoleName), 'iam:TagRole', Tags, {
      'iam:PermissionsBoundary': PermissionsBoundary,
    }),
  CreateUser: ({ Path, UserName, Tags, PermissionsBoundary }, context) =>
    creation(newEntity(context, 'user', Path, UserName), 'iam:TagUser', Tags, {
      'iam:PermissionsBoundary': PermissionsBoundary,
    }),
  DeleteAccessKey: onUser,
  DeleteGroup: onGroup,
  DeleteGroupPolicy: onGroup,
  DeletePolicy: onPolicy,
  DeletePolicyVersion: onPolicy,
  DeleteRole: onRole,
  DeleteRolePermissionsBoundary: onBoundedRole,
  DeleteRolePolicy: onBoundedRole,
  DeleteUser: onUser,
  DeleteUserPermissionsBoundary: onBoundedUser,
  DeleteUserPolicy: onBoundedUser,
  DetachGroupPolicy: ({ GroupName, PolicyArn }, context) => ({
    on: group(context, GroupName),
    keys: { 'iam:PolicyARN': PolicyArn },
  }),
  DetachRolePolicy: ({ RoleName, PolicyArn }, context) => ({
    on: role(context, RoleName),
    keys: { 'iam:PolicyARN': PolicyArn, ...boundaryOf(context, 'role', RoleName) },
  }),
  DetachUserPolicy: ({ UserName, PolicyArn }, context) => ({
    on: user(context, UserName),
    keys: { 'iam:PolicyARN': PolicyArn, ...boundaryOf(context, 'user', UserName) },
  }),
  GetAccessKeyLastUsed: ({ AccessKeyId }, context) => ({ on: ownerOfKey(context, AccessKeyId) }),
  GetAccountAuthorizationDetails: onEverything,
  GetAccountSummary: onEverything,
  GetGroup: onGroup,
  GetGroupPolicy: onGroup,
  GetPolicy: onPolicy,
  GetPolicyVersion: onPolicy,
  GetRole: onRole,
  GetRolePolicy: onRole,
  GetUser: onUser,
  GetUserPolicy: onUser,
  ListAccessKeys: onUser,
  ListAttachedGroupPolicies: onGroup,
  ListAttachedRolePolicies: onRole,
  ListAttachedUserPolicies: onUser,
  ListEntitiesForPolicy: onPolicy,
  ListGroupPolicies: onGroup,
  ListGroups: onEverything,
  ListGroupsForUser: onUser,
  ListPolicies: onEverything,
  ListPolicyTags: onPolicy,
  ListPolicyVersions: onPolicy,
  ListRolePolicies: onRole,
  ListRoleTags: onRole,
  ListRoles: onEverything,
  ListUserPolicies: onUser,
  ListUserTags: onUser,
  ListUsers: onEverything,
  PutGroupPolicy: onGroup,
  PutRolePermissionsBoundary: ({ RoleName, PermissionsBoundary }, context) => ({
    on: role(context, RoleName),
    keys: { 'iam:PermissionsBoundary': PermissionsBoundary },
  }),
  PutRolePolicy: onBoundedRole,
  PutUserPermissionsBoundary: ({ UserName, PermissionsBoundary }, context) => ({
    on: user(context, UserName),
    keys: { 'iam:PermissionsBoundary': PermissionsBoundary },
  }),
  PutUserPolicy: onBoundedUser,
  RemoveUserFromGroup: onGroup,
  SetDefaultPolicyVersion: onPolicy,
  TagPolicy: ({ PolicyArn, Tags }, context) => ({ on: policy(context, PolicyArn), keys: requestTags(Tags) }),
  TagRole: ({ RoleName, Tags }, context) => ({ on: role(context, RoleName), keys: requestTags(Tags) }),
  TagUser: ({ UserName, Tags }, context) => ({ on: user(context, UserName), keys: requestTags(Tags) }),
  UntagPolicy: ({ PolicyArn, TagKeys }, context) => ({
    on: policy(context, PolicyArn),
    keys: tagKeys(TagKeys),
  }),
  UntagRole: ({ RoleName, TagKeys }, context) => ({ on: role(context, RoleName), keys: tagKeys(TagKeys) }),
  UntagUser: ({ UserName, TagKeys }, context) => ({ on: user(context, UserName), keys: tagKeys(TagKeys) }),
  UpdateAccessKey: onUser,
  UpdateAssumeRolePolicy: onRole,
  UpdateGroup: onGroup,
  UpdateRole: onBoundedRole,
  UpdateRoleDescription: onBoundedRole,
  UpdateUser: onUser,
};
