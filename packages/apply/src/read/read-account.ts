import {
  GetAccountAuthorizationDetailsCommand,
  GetPolicyCommand,
  type GroupDetail,
  type IAMClient,
  ListAccessKeysCommand,
  ListRolesCommand,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { type Caller, type CallerOptions, type CallEvent, createCaller, freeze } from '@leastwise/core';
import type { Account } from '../account.ts';
import { byIdentity } from '../entity.ts';
import { whoami } from './whoami.ts';
import { STACK_TAG } from '../ownership.ts';
import {
  groupFrom,
  policyFrom,
  type PolicySettings,
  present,
  roleFrom,
  type RoleSettings,
  userFrom,
} from './from-iam.ts';
import type { Stack } from '../stack.ts';

/** Clients of the account to read, with your credentials and settings. */
export interface ReadClients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

/** What happens while an account is read. */
export type ReadEvent = CallEvent;

/** What may be said about reading an account. */
export interface ReadOptions extends Pick<CallerOptions, 'clock' | 'random' | 'signal'> {
  /** Reads of other stacks' users only what every user has; a plan for another stack needs a reading of its own. */
  readonly scope?: Stack;
  readonly onEvent?: (event: ReadEvent) => void;
}

/** As many as IAM gives at once. */
const PAGE = 1_000;

/**
 * Reads what is in an account: its managed policies with all versions, roles, users and groups with whatever hangs on
 * them. One bulk operation gives nearly everything, a thousand entities a call; the tags of policies cost a call each.
 *
 * @returns a frozen plain value; nothing in it is secret
 * @throws LeastwiseError what core's caller throws (`ACCESS_DENIED`, `CREDENTIALS_MISSING`, `ENDPOINT_UNREACHABLE`, ...),
 * `REPLY_INCOMPLETE` or `MALFORMED_DOCUMENT` where the endpoint does not answer as IAM does
 */
export async function readAccount({ iam, sts }: ReadClients, options: ReadOptions = {}): Promise<Account> {
  const { scope, ...callerOptions } = options;
  const caller = createCaller(callerOptions);
  const { account, partition } = await whoami(caller, sts);
  const details = await readDetails(caller, iam);
  const settings = await readRoleSettings(caller, iam, details.roles);
  const policies = [];
  for (const detail of details.policies)
    policies.push(policyFrom(detail, await readPolicySettings(caller, iam, detail)));
  const users = [];
  for (const detail of details.users)
    users.push(userFrom(detail, await readAccessKeys(caller, iam, detail, scope)));
  return freeze({
    id: account,
    partition,
    policies: policies.sort(byIdentity),
    roles: details.roles.map((role) => roleFrom(role, settings.get(role.RoleName) ?? {})).sort(byIdentity),
    users: users.sort(byIdentity),
    groups: details.groups.map((group) => groupFrom(group, membersOf(group, details.users))).sort(byIdentity),
  });
}

interface Details {
  readonly policies: ManagedPolicyDetail[];
  readonly roles: RoleDetail[];
  readonly users: UserDetail[];
  readonly groups: GroupDetail[];
}

async function readDetails(caller: Caller, iam: IAMClient): Promise<Details> {
  const details: Details = { policies: [], roles: [], users: [], groups: [] };
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
    return page;
  });
  return details;
}

/** The bulk read knows neither a role's description nor how long its sessions may last. */
async function readRoleSettings(
  caller: Caller,
  iam: IAMClient,
  roles: readonly RoleDetail[],
): Promise<ReadonlyMap<string | undefined, RoleSettings>> {
  const settings = new Map<string | undefined, RoleSettings>();
  if (roles.length === 0) return settings;
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListRolesCommand({ MaxItems: PAGE, ...Marker }));
    for (const role of page.Roles ?? []) settings.set(role.RoleName, role);
    return page;
  });
  return settings;
}

/**
 * Nor does it know a policy's description and tags. Any policy may be one that the stack no longer names, so all are
 * asked for.
 */
async function readPolicySettings(
  caller: Caller,
  iam: IAMClient,
  { Arn }: ManagedPolicyDetail,
): Promise<PolicySettings> {
  const PolicyArn = present(Arn, 'the ARN of a policy');
  return present(
    (await caller.read(iam, new GetPolicyCommand({ PolicyArn }))).Policy,
    'the policy',
    PolicyArn,
  );
}

/** Only users that may have to be deleted are asked for their keys. */
async function readAccessKeys(
  caller: Caller,
  iam: IAMClient,
  { UserName, Tags }: UserDetail,
  scope: Stack | undefined,
): Promise<readonly string[] | undefined> {
  const stack = Tags?.find(({ Key }) => Key === STACK_TAG)?.Value;
  if (stack === undefined) return undefined;
  if (scope !== undefined && (stack !== scope.name || isNamed(scope.users, UserName))) return undefined;
  const keys: string[] = [];
  await eachPage(async (Marker) => {
    const page = await caller.read(iam, new ListAccessKeysCommand({ UserName, ...Marker }));
    keys.push(
      ...(page.AccessKeyMetadata ?? []).map(({ AccessKeyId }) => present(AccessKeyId, 'an access key id')),
    );
    return page;
  });
  return keys;
}

function isNamed(entities: readonly { readonly name: string }[], name: string | undefined): boolean {
  return entities.some((entity) => entity.name.toLowerCase() === name?.toLowerCase());
}

function membersOf({ GroupName }: GroupDetail, users: readonly UserDetail[]): string[] {
  return users
    .filter(({ GroupList }) => GroupList?.some((group) => group === GroupName))
    .map(({ UserName }) => present(UserName, 'a user name'));
}

interface Page {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

/** Reads on for as long as IAM says that there is more. */
async function eachPage(read: (marker: { Marker?: string }) => Promise<Page>): Promise<void> {
  let page = await read({});
  while (page.IsTruncated === true && page.Marker !== undefined) page = await read({ Marker: page.Marker });
}
