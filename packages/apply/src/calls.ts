import type { Tag } from '@aws-sdk/client-iam';
import type { PolicyDocument, Tags } from '@leastwise/policy';
import type { PlannedCall } from './planned-call.ts';

/*
 * IAM has an operation of its own for each type of entity. These functions make the call that fits.
 */

/** What holds policies. */
export interface HolderName {
  readonly type: 'role' | 'user' | 'group';
  readonly name: string;
}
/** What holds tags: by name or by ARN, as IAM will have it. */
export type TaggedName =
  | { readonly type: 'role' | 'user' | 'instance-profile'; readonly name: string }
  | { readonly type: 'policy' | 'oidc-provider' | 'saml-provider'; readonly arn: string };
/** What holds a boundary. */
export interface BoundedName {
  readonly type: 'role' | 'user';
  readonly name: string;
}

export function attachCall({ type, name }: HolderName, PolicyArn: string): PlannedCall {
  switch (type) {
    case 'role':
      return { operation: 'AttachRolePolicy', input: { RoleName: name, PolicyArn } };
    case 'user':
      return { operation: 'AttachUserPolicy', input: { UserName: name, PolicyArn } };
    case 'group':
      return { operation: 'AttachGroupPolicy', input: { GroupName: name, PolicyArn } };
  }
}

export function detachCall({ type, name }: HolderName, PolicyArn: string): PlannedCall {
  switch (type) {
    case 'role':
      return { operation: 'DetachRolePolicy', input: { RoleName: name, PolicyArn } };
    case 'user':
      return { operation: 'DetachUserPolicy', input: { UserName: name, PolicyArn } };
    case 'group':
      return { operation: 'DetachGroupPolicy', input: { GroupName: name, PolicyArn } };
  }
}

export function putInlineCall(
  { type, name }: HolderName,
  PolicyName: string,
  document: PolicyDocument,
): PlannedCall {
  const policy = { PolicyName, PolicyDocument: documentText(document) };
  switch (type) {
    case 'role':
      return { operation: 'PutRolePolicy', input: { RoleName: name, ...policy } };
    case 'user':
      return { operation: 'PutUserPolicy', input: { UserName: name, ...policy } };
    case 'group':
      return { operation: 'PutGroupPolicy', input: { GroupName: name, ...policy } };
  }
}

export function deleteInlineCall({ type, name }: HolderName, PolicyName: string): PlannedCall {
  switch (type) {
    case 'role':
      return { operation: 'DeleteRolePolicy', input: { RoleName: name, PolicyName } };
    case 'user':
      return { operation: 'DeleteUserPolicy', input: { UserName: name, PolicyName } };
    case 'group':
      return { operation: 'DeleteGroupPolicy', input: { GroupName: name, PolicyName } };
  }
}

export function tagCall(entity: TaggedName, tags: Tags): PlannedCall {
  const Tags = tagList(tags);
  switch (entity.type) {
    case 'role':
      return { operation: 'TagRole', input: { RoleName: entity.name, Tags } };
    case 'user':
      return { operation: 'TagUser', input: { UserName: entity.name, Tags } };
    case 'policy':
      return { operation: 'TagPolicy', input: { PolicyArn: entity.arn, Tags } };
    case 'instance-profile':
      return { operation: 'TagInstanceProfile', input: { InstanceProfileName: entity.name, Tags } };
    case 'oidc-provider':
      return {
        operation: 'TagOpenIDConnectProvider',
        input: { OpenIDConnectProviderArn: entity.arn, Tags },
      };
    case 'saml-provider':
      return { operation: 'TagSAMLProvider', input: { SAMLProviderArn: entity.arn, Tags } };
  }
}

export function untagCall(entity: TaggedName, TagKeys: string[]): PlannedCall {
  switch (entity.type) {
    case 'role':
      return { operation: 'UntagRole', input: { RoleName: entity.name, TagKeys } };
    case 'user':
      return { operation: 'UntagUser', input: { UserName: entity.name, TagKeys } };
    case 'policy':
      return { operation: 'UntagPolicy', input: { PolicyArn: entity.arn, TagKeys } };
    case 'instance-profile':
      return { operation: 'UntagInstanceProfile', input: { InstanceProfileName: entity.name, TagKeys } };
    case 'oidc-provider':
      return {
        operation: 'UntagOpenIDConnectProvider',
        input: { OpenIDConnectProviderArn: entity.arn, TagKeys },
      };
    case 'saml-provider':
      return { operation: 'UntagSAMLProvider', input: { SAMLProviderArn: entity.arn, TagKeys } };
  }
}

export function setBoundaryCall({ type, name }: BoundedName, PermissionsBoundary: string): PlannedCall {
  return type === 'role'
    ? { operation: 'PutRolePermissionsBoundary', input: { RoleName: name, PermissionsBoundary } }
    : { operation: 'PutUserPermissionsBoundary', input: { UserName: name, PermissionsBoundary } };
}

export function deleteBoundaryCall({ type, name }: BoundedName): PlannedCall {
  return type === 'role'
    ? { operation: 'DeleteRolePermissionsBoundary', input: { RoleName: name } }
    : { operation: 'DeleteUserPermissionsBoundary', input: { UserName: name } };
}

export function deleteHolderCall({ type, name }: HolderName): PlannedCall {
  switch (type) {
    case 'role':
      return { operation: 'DeleteRole', input: { RoleName: name } };
    case 'user':
      return { operation: 'DeleteUser', input: { UserName: name } };
    case 'group':
      return { operation: 'DeleteGroup', input: { GroupName: name } };
  }
}

/** A document as it is sent to IAM. */
export function documentText(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/** Tags as IAM writes them, in the order of their keys. */
export function tagList(tags: Tags): Tag[] {
  return Object.keys(tags)
    .sort()
    .map((Key) => ({ Key, Value: tags[Key] ?? '' }));
}
