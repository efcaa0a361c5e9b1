import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { currentText } from '../resource-policy.ts';
import type { Group, ManagedPolicy, Role, User } from '../state.ts';
import { attachedPolicies, usageOf } from './attachments.ts';
import { boundaryOutput } from './boundaries.ts';
import { encodeDocument } from './documents.ts';
import { keyOf } from './entities.ts';
import { groupOutput } from './groups.ts';
import { type Holder, holdersOf } from './holders.ts';
import { inlinePolicies } from './inline-policies.ts';
import { listedProfile, profilesOf } from './instance-profiles.ts';
import { listedPolicy } from './managed-policies.ts';
import { page } from './page.ts';
import { versionOutput } from './policy-versions.ts';
import { lastUsedOutput } from './roles.ts';
import { tagsOutput } from './tags.ts';
import { listedUser } from './users.ts';

/** An entity of the account under the name that the operation's filter has for its kind. */
type Entry = Holder | { readonly kind: 'LocalManagedPolicy'; readonly entity: ManagedPolicy };

/**
 * Everything at once, in pages that run through users, groups, roles and policies. What it leaves out, AWS leaves out too:
 * a role's description and session duration, and the tags and description of policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function getAccountAuthorizationDetails(
  input: iam.GetAccountAuthorizationDetailsRequest,
  context: Context,
): iam.GetAccountAuthorizationDetailsResponse {
  const wanted = entriesOf(context).filter(
    ({ kind }) => !input.Filter?.length || input.Filter.includes(kind),
  );
  const { items, rest } = page(wanted, sortKey, input);
  const usage = usageOf(context.account);
  const groupNames = new Map(Array.from(context.account.groups.values(), ({ id, name }) => [id, name]));
  return {
    UserDetailList: items.flatMap((each) =>
      each.kind === 'User' ? [userDetail(each.entity, groupNames, context)] : [],
    ),
    GroupDetailList: items.flatMap((each) =>
      each.kind === 'Group' ? [groupDetail(each.entity, context)] : [],
    ),
    RoleDetailList: items.flatMap((each) => (each.kind === 'Role' ? [roleDetail(each.entity, context)] : [])),
    Policies: items.flatMap((each) =>
      each.kind === 'LocalManagedPolicy'
        ? [{ ...listedPolicy(each.entity, usage), PolicyVersionList: versionsOf(each.entity) }]
        : [],
    ),
    ...rest,
  };
}

function entriesOf({ account }: Context): Entry[] {
  return [
    ...holdersOf(account),
    ...Array.from(account.policies.values(), (entity) => ({ kind: 'LocalManagedPolicy', entity }) as const),
  ];
}

const ORDER = { User: '1', Group: '2', Role: '3', LocalManagedPolicy: '4' } as const;

function sortKey({ kind, entity }: Entry): string {
  return `${ORDER[kind]}/${keyOf(entity.name)}`;
}

function userDetail(user: User, groupNames: ReadonlyMap<string, string>, context: Context): iam.UserDetail {
  return {
    ...listedUser(user),
    UserPolicyList: user.inline.size === 0 ? undefined : inlinePolicies(user),
    GroupList: user.groupIds.flatMap((id) => groupNames.get(id) ?? []),
    AttachedManagedPolicies: attachedPolicies(user, context),
    PermissionsBoundary: boundaryOutput(user),
    Tags: tagsOutput(user.tags),
  };
}

function groupDetail(group: Group, context: Context): iam.GroupDetail {
  return {
    ...groupOutput(group),
    GroupPolicyList: inlinePolicies(group),
    AttachedManagedPolicies: attachedPolicies(group, context),
  };
}

function roleDetail(role: Role, context: Context): iam.RoleDetail {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeDocument(currentText(context.cloud, role.trust)),
    InstanceProfileList: profilesOf(role, context.account).map((profile) => listedProfile(profile, context)),
    RolePolicyList: inlinePolicies(role),
    AttachedManagedPolicies: attachedPolicies(role, context),
    PermissionsBoundary: boundaryOutput(role),
    Tags: tagsOutput(role.tags),
    RoleLastUsed: lastUsedOutput(role),
  };
}

function versionsOf(policy: ManagedPolicy): iam.PolicyVersion[] {
  return policy.versions.map((version) => versionOutput(policy, version)).reverse();
}
