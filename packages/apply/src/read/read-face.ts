import {
  GetGroupCommand,
  GetGroupPolicyCommand,
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Caller } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { HolderName } from '../calls.ts';
import type { Face } from '../fingerprint.ts';
import { documentFrom, present, profileFrom, tagsFrom } from './from-iam.ts';
import { ifThere } from './if-there.ts';
import { oidcProvider, samlProvider } from './providers.ts';

/** An entity by what IAM finds it with. */
export type FaceName =
  | HolderName
  | { readonly type: 'instance-profile'; readonly name: string }
  | { readonly type: 'policy' | 'oidc-provider' | 'saml-provider'; readonly arn: string };

/** Reads of one entity what its fingerprint is made of, with one call; `undefined` where it does not exist. */
export function readFace(caller: Caller, iam: IAMClient, entity: FaceName): Promise<Face | undefined> {
  switch (entity.type) {
    case 'policy':
      return ifThere(policyFace(caller, iam, entity.arn));
    case 'role':
      return ifThere(roleFace(caller, iam, entity.name));
    case 'user':
      return ifThere(userFace(caller, iam, entity.name));
    case 'group':
      return ifThere(groupFace(caller, iam, entity.name));
    case 'instance-profile':
      return ifThere(profileFace(caller, iam, entity.name));
    case 'oidc-provider':
      return oidcProvider({ caller, iam }, entity.arn);
    case 'saml-provider':
      return samlProvider({ caller, iam }, entity.arn);
  }
}

async function policyFace(caller: Caller, iam: IAMClient, PolicyArn: string): Promise<Face> {
  const policy = present(
    (await caller.read(iam, new GetPolicyCommand({ PolicyArn }))).Policy,
    'the policy',
    PolicyArn,
  );
  return {
    type: 'policy',
    name: present(policy.PolicyName, 'a policy name', PolicyArn),
    id: present(policy.PolicyId, 'a policy id', PolicyArn),
    defaultVersion: present(policy.DefaultVersionId, 'the version in force', PolicyArn),
    tags: tagsFrom(policy.Tags),
  };
}

async function roleFace(caller: Caller, iam: IAMClient, RoleName: string): Promise<Face> {
  const role = present((await caller.read(iam, new GetRoleCommand({ RoleName }))).Role, 'the role', RoleName);
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    type: 'role',
    name: RoleName,
    id: present(role.RoleId, 'a role id', RoleName),
    description: role.Description ?? '',
    trust: documentFrom(role.AssumeRolePolicyDocument, RoleName),
    maxSessionDuration: role.MaxSessionDuration ?? 3_600,
    ...(boundary === undefined ? {} : { boundary }),
    tags: tagsFrom(role.Tags),
  };
}

async function userFace(caller: Caller, iam: IAMClient, UserName: string): Promise<Face> {
  const user = present((await caller.read(iam, new GetUserCommand({ UserName }))).User, 'the user', UserName);
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    type: 'user',
    name: UserName,
    id: present(user.UserId, 'a user id', UserName),
    path: user.Path ?? '/',
    ...(boundary === undefined ? {} : { boundary }),
    tags: tagsFrom(user.Tags),
  };
}

async function groupFace(caller: Caller, iam: IAMClient, GroupName: string): Promise<Face> {
  const { Group } = await caller.read(iam, new GetGroupCommand({ GroupName, MaxItems: 1 }));
  const group = present(Group, 'the group', GroupName);
  return {
    type: 'group',
    name: GroupName,
    id: present(group.GroupId, 'a group id', GroupName),
    path: group.Path ?? '/',
  };
}

async function profileFace(caller: Caller, iam: IAMClient, InstanceProfileName: string): Promise<Face> {
  const reply = await caller.read(iam, new GetInstanceProfileCommand({ InstanceProfileName }));
  const profile = present(reply.InstanceProfile, 'the instance profile', InstanceProfileName);
  return profileFrom(profile, tagsFrom(profile.Tags));
}

/** Reads one inline policy; `undefined` where there is none of that name. */
export async function readInline(
  caller: Caller,
  iam: IAMClient,
  { type, name }: HolderName,
  PolicyName: string,
): Promise<PolicyDocument | undefined> {
  const read = (): Promise<{ readonly PolicyDocument: string | undefined }> => {
    switch (type) {
      case 'role':
        return caller.read(iam, new GetRolePolicyCommand({ RoleName: name, PolicyName }));
      case 'user':
        return caller.read(iam, new GetUserPolicyCommand({ UserName: name, PolicyName }));
      case 'group':
        return caller.read(iam, new GetGroupPolicyCommand({ GroupName: name, PolicyName }));
    }
  };
  const reply = await ifThere(read());
  return reply && documentFrom(reply.PolicyDocument, `${type}/${name}`);
}

/** Reads one version of a managed policy; `undefined` where it does not exist. */
export async function readVersion(
  caller: Caller,
  iam: IAMClient,
  PolicyArn: string,
  VersionId: string,
): Promise<PolicyDocument | undefined> {
  const reply = await ifThere(caller.read(iam, new GetPolicyVersionCommand({ PolicyArn, VersionId })));
  return reply && documentFrom(reply.PolicyVersion?.Document, PolicyArn);
}
