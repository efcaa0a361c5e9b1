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
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListInstanceProfilesForRoleCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  type AttachedPolicy,
  type PolicyDetail,
} from '@aws-sdk/client-iam';
import { arnOfEntity } from '../arns.ts';
import type { Stack } from '../stack.ts';
import { type Details, noDetails } from './bulk.ts';
import { PAGE } from './cost.ts';
import { present, tagsFrom } from './from-iam.ts';
import { eachPage, forEach, type Page } from './pages.ts';
import { ifThere } from './if-there.ts';
import type { Reader } from './reader.ts';
import type { Counts } from './summary.ts';

/** Where something is: an account, in a partition. */
export interface Place {
  readonly id: string;
  readonly partition: string;
}

/** Entity by entity what the stack in scope names. What it no longer names is not found this way. */
export async function readByName(
  reader: Reader,
  scope: Stack,
  place: Place,
  counts: Counts | undefined,
): Promise<Details> {
  const details = noDetails();
  await forEach(scope.policies, (policy) => readPolicy(reader, arnOfEntity(policy, place), details));
  await readPoliciesElsewhere(reader, scope, details, counts);
  await forEach(scope.roles, ({ name }) => readRole(reader, name, details));
  await forEach(scope.users, ({ name }) => readUser(reader, name, details));
  await forEach(scope.groups, ({ name }) => readGroup(reader, name, details));
  await forEach(scope.instanceProfiles, async ({ name: InstanceProfileName }) => {
    const command = new GetInstanceProfileCommand({ InstanceProfileName });
    const reply = await ifThere(reader.caller.read(reader.iam, command));
    if (reply?.InstanceProfile === undefined) return;
    const { Arn, Tags } = reply.InstanceProfile;
    details.profiles.push(reply.InstanceProfile);
    details.leftOut.set(present(Arn, 'the ARN of an instance profile'), { tags: tagsFrom(Tags) });
  });
  return details;
}

async function readPolicy({ caller, iam }: Reader, PolicyArn: string, details: Details): Promise<void> {
  const reply = await ifThere(caller.read(iam, new GetPolicyCommand({ PolicyArn })));
  if (reply?.Policy === undefined) return;
  const PolicyVersionList: { VersionId: string; Document: string | undefined }[] = [];
  const versions = await caller.read(iam, new ListPolicyVersionsCommand({ PolicyArn }));
  for (const version of versions.Versions ?? []) {
    const VersionId = present(version.VersionId, 'a version id', PolicyArn);
    const { PolicyVersion } = await caller.read(iam, new GetPolicyVersionCommand({ PolicyArn, VersionId }));
    PolicyVersionList.push({ VersionId, Document: PolicyVersion?.Document });
  }
  const { Tags, Description: description = '' } = reply.Policy;
  details.policies.push({ ...reply.Policy, PolicyVersionList });
  details.leftOut.set(PolicyArn, { tags: tagsFrom(Tags), description });
}

/** A policy's ARN has its path, and its name is taken under every path: one that is not where it should be may be elsewhere. */
async function readPoliciesElsewhere(
  reader: Reader,
  { policies }: Stack,
  details: Details,
  counts: Counts | undefined,
): Promise<void> {
  const found = new Set(details.policies.map(({ PolicyName }) => PolicyName?.toLowerCase()));
  const missing = new Set(policies.map(({ name }) => name.toLowerCase()).filter((name) => !found.has(name)));
  if (missing.size === 0 || counts?.policies === found.size) return;
  const { caller, iam } = reader;
  const arns: string[] = [];
  await eachPage(async (Marker) => {
    const page = await caller.read(
      iam,
      new ListPoliciesCommand({ Scope: 'Local', MaxItems: PAGE, ...Marker }),
    );
    for (const { PolicyName, Arn } of page.Policies ?? [])
      if (Arn !== undefined && missing.has(PolicyName?.toLowerCase() ?? '')) arns.push(Arn);
    return page;
  });
  await forEach(arns, (arn) => readPolicy(reader, arn, details));
}

async function readRole(reader: Reader, RoleName: string, details: Details): Promise<void> {
  const { caller, iam } = reader;
  const reply = await ifThere(caller.read(iam, new GetRoleCommand({ RoleName })));
  if (reply?.Role === undefined) return;
  const profiles = await caller.read(iam, new ListInstanceProfilesForRoleCommand({ RoleName }));
  details.roleSettings.set(reply.Role.RoleName, reply.Role);
  details.roles.push({
    ...reply.Role,
    InstanceProfileList: profiles.InstanceProfiles,
    RolePolicyList: await inlines(
      (Marker) => caller.read(iam, new ListRolePoliciesCommand({ RoleName, ...Marker })),
      (PolicyName) => caller.read(iam, new GetRolePolicyCommand({ RoleName, PolicyName })),
    ),
    AttachedManagedPolicies: await attachments((Marker) =>
      caller.read(iam, new ListAttachedRolePoliciesCommand({ RoleName, ...Marker })),
    ),
  });
}

async function readUser({ caller, iam }: Reader, UserName: string, details: Details): Promise<void> {
  const reply = await ifThere(caller.read(iam, new GetUserCommand({ UserName })));
  if (reply?.User === undefined) return;
  const GroupList: string[] = [];
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListGroupsForUserCommand({ UserName, ...Marker }));
    GroupList.push(...(page.Groups ?? []).map(({ GroupName }) => present(GroupName, 'a group name')));
    return page;
  });
  details.users.push({
    ...reply.User,
    GroupList,
    UserPolicyList: await inlines(
      (Marker) => caller.read(iam, new ListUserPoliciesCommand({ UserName, ...Marker })),
      (PolicyName) => caller.read(iam, new GetUserPolicyCommand({ UserName, PolicyName })),
    ),
    AttachedManagedPolicies: await attachments((Marker) =>
      caller.read(iam, new ListAttachedUserPoliciesCommand({ UserName, ...Marker })),
    ),
  });
}

async function readGroup({ caller, iam }: Reader, GroupName: string, details: Details): Promise<void> {
  const members: string[] = [];
  const first = await ifThere(caller.read(iam, new GetGroupCommand({ GroupName, MaxItems: PAGE })));
  if (first?.Group === undefined) return;
  await eachPage(async (Marker) => {
    const page =
      Marker.Marker === undefined
        ? first
        : await caller.read(iam, new GetGroupCommand({ GroupName, MaxItems: PAGE, ...Marker }));
    members.push(...(page.Users ?? []).map(({ UserName }) => present(UserName, 'a user name')));
    return page;
  });
  details.members.set(first.Group.GroupName, members);
  details.groups.push({
    ...first.Group,
    GroupPolicyList: await inlines(
      (Marker) => caller.read(iam, new ListGroupPoliciesCommand({ GroupName, ...Marker })),
      (PolicyName) => caller.read(iam, new GetGroupPolicyCommand({ GroupName, PolicyName })),
    ),
    AttachedManagedPolicies: await attachments((Marker) =>
      caller.read(iam, new ListAttachedGroupPoliciesCommand({ GroupName, ...Marker })),
    ),
  });
}

interface Marker {
  Marker?: string;
}

async function inlines(
  list: (marker: Marker) => Promise<Page & { PolicyNames: string[] | undefined }>,
  get: (name: string) => Promise<PolicyDetail>,
): Promise<PolicyDetail[]> {
  const names: string[] = [];
  await eachPage(async (marker) => {
    const page = await list(marker);
    names.push(...(page.PolicyNames ?? []));
    return page;
  });
  return forEach(names, get);
}

async function attachments(
  list: (marker: Marker) => Promise<Page & { AttachedPolicies?: AttachedPolicy[] | undefined }>,
): Promise<AttachedPolicy[]> {
  const all: AttachedPolicy[] = [];
  await eachPage(async (marker) => {
    const page = await list(marker);
    all.push(...(page.AttachedPolicies ?? []));
    return page;
  });
  return all;
}
