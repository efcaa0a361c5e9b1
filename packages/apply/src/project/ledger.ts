import type { Account, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../account.ts';
import { identityOf } from '../entity.ts';
import type { PlannedCall } from '../planned-call.ts';
import { applyCall } from './apply-call.ts';

/** What grants something or is granted it. */
export type Party = AccountPolicy | AccountRole | AccountUser | AccountGroup;
type Holder = Exclude<Party, AccountPolicy>;

/**
 * An account while calls change it, with its policies, roles, users and groups by identity, so that a call costs what it
 * touches and not what there is. Each walk through steps makes one of its own and changes it.
 */
export interface Ledger {
  readonly account: Account;
  readonly parties: Map<string, Party>;
  /** The identity of the policy at an ARN. */
  readonly policyAt: Map<string, string>;
  /** Who holds a policy, attached or as boundary, by its ARN. */
  readonly holders: Map<string, Set<string>>;
  /** The groups that a user is in, by its name in lower case. */
  readonly groupsOf: Map<string, Set<string>>;
}

export function ledgerOf(account: Account): Ledger {
  const ledger: Ledger = {
    account,
    parties: new Map(),
    policyAt: new Map(),
    holders: new Map(),
    groupsOf: new Map(),
  };
  const { policies, users, groups, roles } = account;
  for (const party of [...policies, ...users, ...groups, ...roles]) enter(ledger, party);
  return ledger;
}

/** Makes one call on a ledger; gives what it changed, as it was and as it is. */
export function carryInto(ledger: Ledger, call: PlannedCall): readonly Party[] {
  const before = touchedBy(call, ledger).flatMap((identity) => ledger.parties.get(identity) ?? []);
  const part = applyCall(accountOf(ledger.account, before), call);
  const after = [...part.policies, ...part.users, ...part.groups, ...part.roles];
  const [had, has] = [new Set<Party>(before), new Set<Party>(after)];
  const old = before.filter((party) => !has.has(party));
  const fresh = after.filter((party) => !had.has(party));
  const staying = new Set(fresh.map(identityOf));
  for (const party of old) strike(ledger, party, staying.has(identityOf(party)));
  for (const party of fresh) enter(ledger, party);
  return [...old, ...fresh];
}

/** The account that a ledger has come to. */
export function accountIn({ account, parties }: Ledger): Account {
  return accountOf(account, [...parties.values()]);
}

function accountOf(account: Account, parties: readonly Party[]): Account {
  return {
    ...account,
    policies: parties.filter((party) => party.type === 'policy'),
    roles: parties.filter((party) => party.type === 'role'),
    users: parties.filter((party) => party.type === 'user'),
    groups: parties.filter((party) => party.type === 'group'),
  };
}

/** Whom a call can change. Who is renamed or moved changes what names it too. */
function touchedBy({ operation, input }: PlannedCall, { parties, policyAt }: Ledger): string[] {
  if (operation === 'UpdateUser') {
    const naming = [...parties.values()].filter(({ type }) => type === 'role' || type === 'group');
    return [`user/${input.UserName?.toLowerCase() ?? ''}`, ...naming.map(identityOf)];
  }
  const given = input as Readonly<Record<string, unknown>>;
  const name = (key: string): string => (typeof given[key] === 'string' ? given[key].toLowerCase() : '');
  // Only what an operation is on: attaching a policy leaves the policy as it is.
  const policy = typeof given['PolicyArn'] === 'string' ? policyAt.get(given['PolicyArn']) : undefined;
  if ('GroupName' in given) return [`group/${name('GroupName')}`];
  if ('RoleName' in given) return [`role/${name('RoleName')}`];
  if ('UserName' in given) return [`user/${name('UserName')}`];
  return policy === undefined ? [] : [policy];
}

function enter({ parties, policyAt, holders, groupsOf }: Ledger, party: Party): void {
  const identity = identityOf(party);
  parties.set(identity, party);
  if (party.type === 'policy') policyAt.set(party.arn, identity);
  else for (const arn of policiesOf(party)) put(holders, arn, identity);
  if (party.type === 'group')
    for (const member of party.members) put(groupsOf, member.toLowerCase(), identity);
}

/** What stays keeps its place among the others. */
function strike({ parties, policyAt, holders, groupsOf }: Ledger, party: Party, stays: boolean): void {
  const identity = identityOf(party);
  if (!stays) parties.delete(identity);
  if (party.type === 'policy') policyAt.delete(party.arn);
  else for (const arn of policiesOf(party)) holders.get(arn)?.delete(identity);
  if (party.type === 'group')
    for (const member of party.members) groupsOf.get(member.toLowerCase())?.delete(identity);
}

function policiesOf(holder: Holder): readonly string[] {
  const boundary = holder.type === 'group' ? undefined : holder.boundary;
  return boundary === undefined ? holder.policies : [...holder.policies, boundary];
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
