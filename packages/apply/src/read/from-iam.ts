import type {
  AttachedPolicy,
  GroupDetail,
  InstanceProfile,
  ManagedPolicyDetail,
  PolicyDetail,
  Role,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument, Tags } from '@leastwise/policy';
import type {
  AccountGroup,
  AccountInstanceProfile,
  AccountPolicy,
  AccountRole,
  AccountUser,
} from '../account.ts';
import { compareText } from '../entity.ts';

/*
 * From what IAM answers to what leastwise works with. IAM's types call everything optional; what it documents as
 * always there and is missing nonetheless is an error, not a guess.
 */

/** What GetAccountAuthorizationDetails leaves out of a role. */
export type RoleSettings = Pick<Role, 'Description' | 'MaxSessionDuration' | 'RoleLastUsed'>;

/** @param leftOut what a bulk read does not have of it */
export function policyFrom(
  detail: ManagedPolicyDetail,
  leftOut: { readonly tags: Tags; readonly id?: string },
): AccountPolicy {
  const arn = present(detail.Arn, 'the ARN of a policy');
  const versions = (detail.PolicyVersionList ?? []).map(({ VersionId, Document }) => ({
    id: present(VersionId, 'a version id', arn),
    document: documentFrom(Document, arn),
  }));
  return {
    type: 'policy',
    name: detail.PolicyName ?? present(arn.split('/').at(-1), 'a policy name', arn),
    path: detail.Path ?? '/',
    arn,
    id: present(detail.PolicyId ?? leftOut.id, 'a policy id', arn),
    defaultVersion: present(detail.DefaultVersionId, 'the version in force', arn),
    versions: versions.sort((a, b) => numberOf(a.id) - numberOf(b.id)),
    tags: leftOut.tags,
  };
}

const numberOf = (versionId: string): number => Number(versionId.slice(1));

export function roleFrom(detail: RoleDetail, settings: RoleSettings): AccountRole {
  const arn = present(detail.Arn, 'the ARN of a role');
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  const lastUsed = (detail.RoleLastUsed ?? settings.RoleLastUsed)?.LastUsedDate;
  return {
    type: 'role',
    name: present(detail.RoleName, 'a role name', arn),
    path: detail.Path ?? '/',
    arn,
    id: present(detail.RoleId, 'a role id', arn),
    description: settings.Description ?? '',
    trust: documentFrom(detail.AssumeRolePolicyDocument, arn),
    maxSessionDuration: settings.MaxSessionDuration ?? 3_600,
    policies: attachedFrom(detail.AttachedManagedPolicies),
    inline: inlineFrom(detail.RolePolicyList, arn),
    ...(boundary === undefined ? {} : { boundary }),
    instanceProfiles: (detail.InstanceProfileList ?? [])
      .map(({ InstanceProfileName }) => present(InstanceProfileName, 'the name of an instance profile', arn))
      .sort(compareText),
    ...(lastUsed === undefined ? {} : { lastUsed: new Date(lastUsed).toISOString() }),
    tags: tagsFrom(detail.Tags),
  };
}

export function userFrom(
  detail: UserDetail,
  hanging: Pick<AccountUser, 'login' | 'belongings'>,
): AccountUser {
  const arn = present(detail.Arn, 'the ARN of a user');
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    type: 'user',
    name: present(detail.UserName, 'a user name', arn),
    path: detail.Path ?? '/',
    arn,
    id: present(detail.UserId, 'a user id', arn),
    policies: attachedFrom(detail.AttachedManagedPolicies),
    inline: inlineFrom(detail.UserPolicyList, arn),
    ...(boundary === undefined ? {} : { boundary }),
    groups: (detail.GroupList ?? []).toSorted(compareText),
    tags: tagsFrom(detail.Tags),
    ...hanging,
  };
}

export function groupFrom(detail: GroupDetail, members: readonly string[]): AccountGroup {
  const arn = present(detail.Arn, 'the ARN of a group');
  return {
    type: 'group',
    name: present(detail.GroupName, 'a group name', arn),
    path: detail.Path ?? '/',
    arn,
    id: present(detail.GroupId, 'a group id', arn),
    policies: attachedFrom(detail.AttachedManagedPolicies),
    inline: inlineFrom(detail.GroupPolicyList, arn),
    members: members.toSorted(compareText),
  };
}

export function profileFrom(profile: InstanceProfile, tags: Tags = {}): AccountInstanceProfile {
  const arn = present(profile.Arn, 'the ARN of an instance profile');
  const role = profile.Roles?.[0]?.RoleName;
  return {
    type: 'instance-profile',
    name: present(profile.InstanceProfileName, 'the name of an instance profile', arn),
    path: profile.Path ?? '/',
    arn,
    id: present(profile.InstanceProfileId, 'the id of an instance profile', arn),
    ...(role === undefined ? {} : { role }),
    tags,
  };
}

function attachedFrom(policies: readonly AttachedPolicy[] = []): string[] {
  return policies
    .map(({ PolicyArn }) => present(PolicyArn, 'the ARN of an attached policy'))
    .sort(compareText);
}

function inlineFrom(policies: readonly PolicyDetail[] = [], arn: string): Record<string, PolicyDocument> {
  return Object.fromEntries(
    policies.map(({ PolicyName, PolicyDocument }) => [
      present(PolicyName, 'the name of an inline policy', arn),
      documentFrom(PolicyDocument, arn),
    ]),
  );
}

/** Tags as IAM and the tagging API write them. */
export function tagsFrom(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(tags.map(({ Key, Value }) => [present(Key, 'a tag key'), Value ?? '']));
}

/**
 * A document as IAM answers it: JSON, percent-encoded by RFC 3986. Some endpoints leave out the encoding; encoded JSON
 * never begins with a brace.
 */
export function documentFrom(text: string | undefined, arn: string): PolicyDocument {
  const given = present(text, 'a policy document', arn);
  try {
    return JSON.parse(
      given.trimStart().startsWith('{') ? given : decodeURIComponent(given),
    ) as PolicyDocument;
  } catch (cause) {
    throw new LeastwiseError({
      code: 'MALFORMED_DOCUMENT',
      what: 'the endpoint answered with a policy document that is not JSON',
      path: arn,
      hint: 'check AWS_ENDPOINT_URL',
      cause,
    });
  }
}

export function present<T>(value: T | undefined, what: string, path?: string): T {
  if (value !== undefined) return value;
  throw new LeastwiseError({
    code: 'REPLY_INCOMPLETE',
    what: `the endpoint's reply lacks ${what}`,
    path,
    hint: 'check AWS_ENDPOINT_URL',
  });
}
