import {
  GetAccountAuthorizationDetailsCommand,
  type GroupDetail,
  ListInstanceProfilesCommand,
  type InstanceProfile,
  ListRolesCommand,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { RoleSettings } from './from-iam.ts';
import { eachPage } from './pages.ts';
import type { Reader } from './reader.ts';

/** As many as IAM gives at once. */
const PAGE = 1_000;

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
  };
}

/** Everything at once, a thousand entities a call. */
export async function readBulk(reader: Reader): Promise<Details> {
  const { caller, iam, tell } = reader;
  const details = noDetails();
  await eachPage(async (Marker) => {
    const page = await caller.read(
      iam,
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'],
        MaxItems: PAGE,
        ...Marker,
      }),
    );
    details.policies.push(...(page.Policies ?? []));
    details.roles.push(...(page.RoleDetailList ?? []));
    details.users.push(...(page.UserDetailList ?? []));
    details.groups.push(...(page.GroupDetailList ?? []));
    const { policies, roles, users, groups } = details;
    tell('entities', policies.length + roles.length + users.length + groups.length);
    return page;
  });
  if (details.roles.length > 0) await readRoleSettings(reader, details);
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListInstanceProfilesCommand({ MaxItems: PAGE, ...Marker }));
    details.profiles.push(...(page.InstanceProfiles ?? []));
    return page;
  });
  return details;
}

/** The bulk read knows neither a role's description nor how long its sessions may last. */
async function readRoleSettings({ caller, iam }: Reader, { roleSettings }: Details): Promise<void> {
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListRolesCommand({ MaxItems: PAGE, ...Marker }));
    for (const role of page.Roles ?? []) roleSettings.set(role.RoleName, role);
    return page;
  });
}
