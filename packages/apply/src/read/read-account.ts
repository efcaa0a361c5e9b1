import type { GroupDetail, IAMClient, UserDetail } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { type AwsClient, type CallerOptions, type CallEvent, createCaller, freeze } from '@leastwise/core';
import type { Account } from '../account.ts';
import { byIdentity } from '../entity.ts';
import type { Stack } from '../stack.ts';
import { readBelongings } from './belongings.ts';
import { type Details, readBulk } from './bulk.ts';
import { readByName } from './by-name.ts';
import { groupFrom, policyFrom, present, profileFrom, roleFrom, userFrom } from './from-iam.ts';
import { forEach } from './pages.ts';
import { readPolicySettings, readTags } from './policy-tags.ts';
import { readOidcProviders, readSamlProviders } from './providers.ts';
import { orElse, type Reader, type ReadStage } from './reader.ts';
import { readSettings } from './settings.ts';
import { whoami } from './whoami.ts';

/** Clients of the account to read, with your credentials and settings. */
export interface ReadClients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  /**
   * A `ResourceGroupsTaggingAPIClient`, set to the region of the account's IAM (`us-east-1` but in China and GovCloud). With it the
   * tags of policies cost a call per hundred, without it a call each.
   */
  readonly tagging?: AwsClient;
}

/** What happens while an account is read. */
export type ReadEvent = CallEvent | ReadStage;

/** What may be said about reading an account. */
export interface ReadOptions extends Pick<CallerOptions, 'clock' | 'random' | 'signal' | 'pace'> {
  /** Asks only for what a plan for this stack needs; a plan for another stack needs a reading of its own. */
  readonly scope?: Stack;
  /**
   * `account`, unless said otherwise, reads everything in bulk. `stack` asks entity by entity for what the stack in scope
   * names: fewer calls for a few entities of a large account, but what the stack no longer names is not found.
   */
  readonly reach?: 'account' | 'stack';
  readonly onEvent?: (event: ReadEvent) => void;
}

/**
 * Reads what is in an account: its managed policies with all versions, roles, users and groups with whatever hangs on
 * them, instance profiles, identity providers, quotas, and what the account has one of. Where the bulk read is denied,
 * what the stack in scope names is read one by one, and a notice says so.
 *
 * @returns a frozen plain value; nothing in it is secret
 * @throws LeastwiseError what core's caller throws (`ACCESS_DENIED`, `CREDENTIALS_MISSING`, `ENDPOINT_UNREACHABLE`, ...),
 * `REPLY_INCOMPLETE` or `MALFORMED_DOCUMENT` where the endpoint does not answer as IAM does
 */
export async function readAccount(clients: ReadClients, options: ReadOptions = {}): Promise<Account> {
  const notices: string[] = [];
  const reader = readerOf(clients, options, notices);
  const { account: id, partition } = await whoami(reader.caller, clients.sts);
  const details = await readDetails(reader, { id, partition }, options.reach ?? 'account');
  const tags = await readTags(reader, details);
  const policySettings = await readPolicySettings(reader, details);
  const users = await forEach(details.users, async (user) =>
    userFrom(user, await readBelongings(reader, user)),
  );
  const found = {
    policies: details.policies.map((each) =>
      policyFrom(each, tags.get(each.Arn ?? ''), policySettings.get(each.Arn ?? '')),
    ),
    roles: details.roles.map((each) => roleFrom(each, details.roleSettings.get(each.RoleName) ?? {})),
    users,
    groups: details.groups.map((each) => groupFrom(each, membersOf(each, details))),
    instanceProfiles: details.profiles.map((each) => profileFrom(each, tags.get(each.Arn ?? ''))),
    oidcProviders: [...(await readOidcProviders(reader))],
    samlProviders: [...(await readSamlProviders(reader))],
  };
  const settings = await readSettings(reader);
  for (const entities of Object.values(found)) entities.sort(byIdentity);
  return freeze({ id, partition, ...found, ...settings, notices: notices.sort() });
}

function readerOf({ iam, tagging }: ReadClients, options: ReadOptions, notices: string[]): Reader {
  const { scope, onEvent, clock, random, signal, pace } = options;
  const given = { clock, random, signal, pace, onEvent };
  const callerOptions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    caller: createCaller(callerOptions),
    iam,
    tagging,
    scope,
    tell: (what, count) => onEvent?.({ type: 'read', what, count }),
    notice: (notice) => {
      notices.push(notice);
      onEvent?.({ type: 'notice', notice });
    },
  };
}

const NOT_LOOKED_FOR = 'what the stack no longer names was not looked for';

function readDetails(
  reader: Reader,
  place: { readonly id: string; readonly partition: string },
  reach: 'account' | 'stack',
): Promise<Details> {
  if (reader.scope === undefined) return readBulk(reader);
  if (reach === 'account')
    return orElse(
      reader,
      () => readBulk(reader),
      `entities were read one by one, because the bulk read was denied: ${NOT_LOOKED_FOR}`,
      () => readByName(reader, place),
    );
  reader.notice(NOT_LOOKED_FOR);
  return readByName(reader, place);
}

function membersOf({ GroupName }: GroupDetail, { users, members }: Details): readonly string[] {
  const known = members.get(GroupName);
  if (known !== undefined) return known;
  return users
    .filter(({ GroupList }: UserDetail) => GroupList?.some((group) => group === GroupName))
    .map(({ UserName }) => present(UserName, 'a user name'));
}
