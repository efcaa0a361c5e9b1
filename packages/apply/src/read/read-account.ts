import type { IAMClient, ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import {
  type AwsClient,
  type CallerOptions,
  type CallEvent,
  checkOptions,
  checkParameter,
  createCaller,
  freeze,
  LeastwiseError,
} from '@leastwise/core';
import type { Account, AccountPolicy } from '../account.ts';
import { CLOCK, expectStack, PACE } from '../check-given.ts';
import { byIdentity } from '../entity.ts';
import type { Stack } from '../stack.ts';
import { readBelongings } from './belongings.ts';
import { type Details, membersOf, readBulk, readBulkOfNamed } from './bulk.ts';
import { type Place, readByName } from './by-name.ts';
import { type Cost, costOf } from './cost.ts';
import { groupFrom, policyFrom, profileFrom, roleFrom, userFrom } from './from-iam.ts';
import { type LeftOut, needsDescription, readLeftOut } from './left-out.ts';
import { forEach } from './pages.ts';
import { readOidcProviders, readSamlProviders } from './providers.ts';
import { orElse, policyFinder, type Reader, type ReadStage } from './reader.ts';
import { readSettings } from './settings.ts';
import { type Counts, readSummary } from './summary.ts';
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
   * `account`, unless said otherwise, reads everything, in bulk. `stack` reads only what the stack in scope names, in bulk or entity
   * by entity, whichever costs fewer calls: far fewer for a few entities of a large account, but what the stack no longer names, under
   * its old name or at all, is not in the result and stays as it is.
   */
  readonly reach?: 'account' | 'stack';
  /**
   * Whether to read the descriptions of all policies, which no list has: a call per policy where the tagging API's client is given, and no
   * call more where it is not. Unless said otherwise, all of them are read where there is no scope, and with one those that a plan needs.
   */
  readonly descriptions?: boolean;
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
  checkGiven(clients, options);
  return readAccountBy(cheaper, clients, options);
}

function checkGiven(clients: ReadClients, options: ReadOptions): void {
  checkParameter(
    'clients',
    clients,
    { iam: 'client', sts: 'client', 'tagging?': 'client' },
    'give `{ iam: new IAMClient(), sts: new STSClient() }`',
  );
  checkOptions('options', options, OPTIONS);
  checkParameter('options', options, {
    'reach?': 'text',
    'descriptions?': 'boolean',
    'onEvent?': 'function',
    'clock?': CLOCK,
    'pace?': PACE,
    'random?': 'function',
    'signal?': 'object',
  });
  const { scope, reach = 'account' } = options;
  if (scope !== undefined) expectStack(scope);
  if (['account', 'stack'].includes(reach)) return;
  throw new LeastwiseError({
    code: 'MALFORMED_PARAMETER',
    what: `\`options.reach\` is \`account\` or \`stack\`, not \`${reach}\``,
    path: 'options.reach',
  });
}

const OPTIONS: readonly (keyof ReadOptions)[] = [
  'scope',
  'reach',
  'descriptions',
  'onEvent',
  'clock',
  'random',
  'signal',
  'pace',
];

/** Of two ways to read what a stack names, which one to take. */
export type Choose = (cost: Cost) => keyof Cost;

/** Where they cost the same, the one whose cost is known better: it does not depend on what is in the entities. */
const cheaper: Choose = ({ bulk, byName }) => (bulk <= byName ? 'bulk' : 'byName');

/** As {@link readAccount}, by a way that is chosen otherwise. */
export async function readAccountBy(
  choose: Choose,
  clients: ReadClients,
  options: ReadOptions,
): Promise<Account> {
  const notices: string[] = [];
  const reader = readerOf(clients, options, notices);
  const { account: id, partition } = await whoami(reader.caller, clients.sts);
  const { quotas, counts } = await readSummary(reader);
  const details = await readDetails(reader, choose, { id, partition }, counts);
  const leftOut = await readLeftOut(reader, details);
  const users = await forEach(details.users, async (user) =>
    userFrom(user, await readBelongings(reader, user)),
  );
  const found = {
    policies: details.policies.map((each) => policyWith(each, leftOut.get(each.Arn ?? ''), reader)),
    roles: details.roles.map((each) => roleFrom(each, details.roleSettings.get(each.RoleName) ?? {})),
    users,
    groups: details.groups.map((each) => groupFrom(each, membersOf(each, details))),
    instanceProfiles: details.profiles.map((each) => profileFrom(each, leftOut.get(each.Arn ?? '')?.tags)),
    oidcProviders: [...(await readOidcProviders(reader))],
    samlProviders: [...(await readSamlProviders(reader))],
  };
  const settings = await readSettings(reader);
  for (const entities of Object.values(found)) entities.sort(byIdentity);
  return freeze({ id, partition, ...found, ...settings, quotas, notices: notices.sort() });
}

function readerOf({ iam, tagging }: ReadClients, options: ReadOptions, notices: string[]): Reader {
  const { scope, onEvent, clock, random, signal, pace, descriptions = scope === undefined } = options;
  const given = { clock, random, signal, pace, onEvent };
  const callerOptions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    caller: createCaller(callerOptions),
    iam,
    tagging,
    scope,
    reach: scope === undefined ? 'account' : (options.reach ?? 'account'),
    descriptions,
    policyNamed: policyFinder(scope),
    tell: (what, count) => onEvent?.({ type: 'read', what, count }),
    notice: (notice) => {
      notices.push(notice);
      onEvent?.({ type: 'notice', notice });
    },
  };
}

const NOT_LOOKED_AT = 'what the stack no longer names was not looked at';

/** Which way is cheaper may change from day to day; what is found, and what is said of it, does not depend on it. */
async function readDetails(
  reader: Reader,
  choose: Choose,
  place: Place,
  counts: Counts | undefined,
): Promise<Details> {
  const { scope, reach, tagging } = reader;
  if (scope === undefined) return readBulk(reader);
  const byName = (): Promise<Details> => readByName(reader, scope, place, counts);
  const denied = 'entities were read one by one, because the bulk read was denied';
  if (reach === 'account')
    return orElse(reader, () => readBulk(reader), `${denied}: ${NOT_LOOKED_AT}`, byName);
  reader.notice(NOT_LOOKED_AT);
  const inBulk = (): Promise<Details> => readBulkOfNamed(reader, scope, counts);
  return counts !== undefined && choose(costOf(scope, counts, tagging !== undefined)) === 'bulk'
    ? orElse(reader, inBulk, denied, byName)
    : orElse(reader, byName, 'entities were read in bulk, because reading one of them was denied', inBulk);
}

/** A description that a plan does not need is left out even where it happens to be known: nothing may depend on the way. */
function policyWith(
  detail: ManagedPolicyDetail,
  { description, ...known }: LeftOut = { tags: {} },
  reader: Reader,
): AccountPolicy {
  const policy = policyFrom(detail, known);
  return description === undefined || !needsDescription(policy, reader) ? policy : { ...policy, description };
}
