import type { Stack } from '../stack.ts';
import type { Counts } from './summary.ts';

/** As many entities as IAM gives at once. */
export const PAGE = 1_000;

/** As many resources as the tagging API takes and gives at once. */
export const TAGGING_PAGE = 100;

/** How many calls each way takes to read what a stack names. */
export interface Cost {
  readonly bulk: number;
  readonly byName: number;
}

/**
 * What it costs to read the entities of a stack, before any of them is read. As much of the stack as the account has room
 * for is taken to be there, with the inline policies that the stack says, and each policy to have as many versions as the account's
 * policies have on average. Where that is so the numbers are exact.
 *
 * @param together whether the client of the tagging API is there
 */
export function costOf(stack: Stack, counts: Counts, together: boolean): Cost {
  return { bulk: costInBulk(stack, counts, together), byName: costByName(stack, counts) };
}

/** The kinds of entities that IAM's bulk read tells apart. */
export type Kind = 'User' | 'Role' | 'Group' | 'LocalManagedPolicy';

/** The kinds to read in bulk for a stack. Who is in a group is known by its users. */
export function kindsOf({ users, roles, groups, policies }: Stack): Kind[] {
  return [
    ...(users.length + groups.length > 0 ? (['User'] as const) : []),
    ...(roles.length > 0 ? (['Role'] as const) : []),
    ...(groups.length > 0 ? (['Group'] as const) : []),
    ...(policies.length > 0 ? (['LocalManagedPolicy'] as const) : []),
  ];
}

function costInBulk(stack: Stack, counts: Counts, together: boolean): number {
  const { policies, roles, instanceProfiles } = stack;
  const sizes = { User: counts.users, Role: counts.roles, Group: counts.groups };
  const all = kindsOf(stack).map((kind) => ({ ...sizes, LocalManagedPolicy: counts.policies })[kind]);
  const tagged = Math.min(policies.length, counts.policies);
  const aside = tagged + Math.min(instanceProfiles.length, counts.instanceProfiles);
  const described = policies.filter(({ description }) => description !== '').length;
  return (
    (all.length === 0 ? 0 : pagesOf(all.reduce((a, b) => a + b))) +
    (counts.roles === 0 ? 0 : Math.min(pagesOf(counts.roles), roles.length)) +
    (instanceProfiles.length === 0 ? 0 : pagesOf(counts.instanceProfiles)) +
    (together && aside > 1 ? Math.ceil(aside / TAGGING_PAGE) + Math.min(described, counts.policies) : aside)
  );
}

/** How many calls it takes to list so many; that there is none takes one too. */
export function pagesOf(count: number): number {
  return Math.max(1, Math.ceil(count / PAGE));
}

/** Getting one, what it is in and what is attached to it, and the names of its inline policies. */
const ROLE = 4;
const USER = 4;
/** Who is in it comes with it. */
const GROUP = 3;
/** Getting it, and the ids of its versions. */
const POLICY = 2;
const PROFILE = 1;

function costByName(stack: Stack, counts: Counts): number {
  const versions = counts.policyVersions / Math.max(1, counts.policies);
  return (
    each(stack.policies, counts.policies, POLICY + versions) +
    each(stack.roles, counts.roles, ROLE) +
    each(stack.users, counts.users, USER) +
    each(stack.groups, counts.groups, GROUP) +
    each(stack.instanceProfiles, counts.instanceProfiles, PROFILE)
  );
}

/** What is not there costs the one call that says so. */
function each(named: readonly object[], counted: number, calls: number): number {
  if (named.length === 0) return 0;
  const there = Math.min(named.length, counted);
  const inline = named.reduce((sum, entity) => sum + inlineIn(entity), 0);
  return named.length - there + there * (calls + inline / named.length);
}

function inlineIn(entity: { readonly inline?: object }): number {
  return Object.keys(entity.inline ?? {}).length;
}
