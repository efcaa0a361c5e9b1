import {
  GetAccountAuthorizationDetailsCommand,
  GetRoleCommand,
  type GroupDetail,
  ListInstanceProfilesCommand,
  type InstanceProfile,
  ListRolesCommand,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { Stack } from '../stack.ts';
import { type Kind, kindsOf, PAGE, pagesOf } from './cost.ts';
import { present, type RoleSettings } from './from-iam.ts';
import type { LeftOut } from './left-out.ts';
import { ifThere } from './if-there.ts';
import { eachPage, forEach } from './pages.ts';
import type { Reader } from './reader.ts';
import type { Counts } from './summary.ts';

/** What is in an account, as IAM answers it. */
export interface Details {
  readonly policies: ManagedPolicyDetail[];
  readonly roles: RoleDetail[];
  readonly users: UserDetail[];
  readonly groups: GroupDetail[];
  readonly profiles: InstanceProfile[];
  /** By the names of the roles. */
  readonly roleSettings: Map<string | undefined, RoleSettings>;
  /** The names of the users of groups, by the names of the groups; where it is empty, the users know it. */
  readonly members: Map<string | undefined, string[]>;
  /** By ARN, of policies and profiles that were read one by one. */
  readonly leftOut: Map<string, LeftOut>;
}

export function noDetails(): Details {
  return {
    policies: [],
    roles: [],
    users: [],
    groups: [],
    profiles: [],
    roleSettings: new Map(),
    members: new Map(),
    leftOut: new Map(),
  };
}

const EVERYTHING: readonly Kind[] = ['User', 'Role', 'Group', 'LocalManagedPolicy'];

/** Everything at once, a thousand entities a call. */
export async function readBulk(reader: Reader): Promise<Details> {
  const details = noDetails();
  await readKinds(reader, details, EVERYTHING);
  if (details.roles.length > 0) await readRoleSettings(reader, details);
  await readProfiles(reader, details);
  return details;
}

/** Everything of the kinds that the stack in scope has, cut down to what it names. */
export async function readBulkOfNamed(
  reader: Reader,
  scope: Stack,
  counts: Counts | undefined,
): Promise<Details> {
  const details = noDetails();
  const kinds = kindsOf(scope);
  if (kinds.length > 0) await readKinds(reader, details, kinds);
  const named = onlyNamed(details, scope);
  if (named.roles.length < pagesOf(counts?.roles ?? details.roles.length))
    await readEachRoleSettings(reader, named);
  else await readRoleSettings(reader, named);
  if (scope.instanceProfiles.length === 0) return named;
  await readProfiles(reader, details);
  return { ...named, profiles: onlyNamed(details, scope).profiles };
}

function onlyNamed(details: Details, scope: Stack): Details {
  const among = (wanted: readonly { readonly name: string }[]): ((name: string | undefined) => boolean) => {
    const names = new Set(wanted.map(({ name }) => name.toLowerCase()));
    return (name) => name !== undefined && names.has(name.toLowerCase());
  };
  const [policy, role, user] = [among(scope.policies), among(scope.roles), among(scope.users)];
  const [group, profile] = [among(scope.groups), among(scope.instanceProfiles)];
  const groups = details.groups.filter(({ GroupName }) => group(GroupName));
  return {
    ...details,
    policies: details.policies.filter(({ Arn, PolicyName }) => policy(PolicyName ?? Arn?.split('/').at(-1))),
    roles: details.roles.filter(({ RoleName }) => role(RoleName)),
    users: details.users.filter(({ UserName }) => user(UserName)),
    groups,
    members: new Map(groups.map((each) => [each.GroupName, membersOf(each, details)])),
    profiles: details.profiles.filter(({ InstanceProfileName }) => profile(InstanceProfileName)),
  };
}

/** Who is in a group: the bulk read says it of the users. */
export function membersOf({ GroupName }: GroupDetail, { users, members }: Details): string[] {
  const known = members.get(GroupName);
  if (known !== undefined) return known;
  return users
    .filter(({ GroupList }) => GroupList?.some((group) => group === GroupName))
    .map(({ UserName }) => present(UserName, 'a user name'));
}

async function readKinds(
  { caller, iam, tell }: Reader,
  { policies, roles, users, groups }: Details,
  kinds: readonly Kind[],
): Promise<void> {
  const Filter = [...kinds];
  await eachPage(async (Marker) => {
    const command = new GetAccountAuthorizationDetailsCommand({ Filter, MaxItems: PAGE, ...Marker });
    const page = await caller.read(iam, command);
    policies.push(...(page.Policies ?? []));
    roles.push(...(page.RoleDetailList ?? []));
    users.push(...(page.UserDetailList ?? []));
    groups.push(...(page.GroupDetailList ?? []));
    tell('entities', policies.length + roles.length + users.length + groups.length);
    return page;
  });
}

async function readProfiles({ caller, iam }: Reader, { profiles }: Details): Promise<void> {
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListInstanceProfilesCommand({ MaxItems: PAGE, ...Marker }));
    profiles.push(...(page.InstanceProfiles ?? []));
    return page;
  });
}

/** For a few roles among thousands, one by one. */
async function readEachRoleSettings({ caller, iam }: Reader, details: Details): Promise<void> {
  await forEach(details.roles, async (role) => {
    const RoleName = present(role.RoleName, 'a role name');
    const reply = await ifThere(caller.read(iam, new GetRoleCommand({ RoleName })));
    details.roleSettings.set(RoleName, reply?.Role ?? {});
  });
}

/** The bulk read knows neither a role's description nor how long its sessions may last. */
async function readRoleSettings({ caller, iam }: Reader, { roleSettings }: Details): Promise<void> {
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListRolesCommand({ MaxItems: PAGE, ...Marker }));
    for (const role of page.Roles ?? []) roleSettings.set(role.RoleName, role);
    return page;
  });
}
