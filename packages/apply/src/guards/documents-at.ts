import { checkParameter } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import type { Account, AccountPolicy } from '../account.ts';
import { expectAccount } from '../check-given.ts';
import { compareText, identityOf } from '../entity.ts';
import { carryInto, type Ledger, ledgerOf, type Party } from '../project/ledger.ts';
import type { Step } from '../plan.ts';
import type { Guarded } from './guard.ts';

/** What documents grant together, as an evaluator takes it. */
export interface Grants {
  readonly kind: 'identity' | 'trust';
  /** Every policy of the holder, but those that AWS manages and nobody gave; the one trust policy of a role. */
  readonly documents: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** The ARN of the user, group or role. */
  readonly holder: string;
}

/** What someone is granted, by what identifies it: the identity of the holder, `role/x trust` for a trust. */
export type GrantsBy = ReadonlyMap<string, Grants>;

/** Documents of policies that are in no account, by ARN: those that AWS manages. */
export type Attached = Readonly<Record<string, PolicyDocument>>;

/** What everyone in an account is granted by its documents. A user has what its groups have. */
export function grantsIn(account: Account, attached: Attached = {}): GrantsBy {
  expectAccount(account);
  checkParameter('attached', attached, 'object', 'give documents by the ARN of their policy');
  const ledger = ledgerOf(account);
  const everyone = [...account.users, ...account.groups, ...account.roles].map(identityOf);
  return new Map(everyone.flatMap((identity) => grantsOf(identity, ledger, attached)));
}

/** What one user, group or role is granted; nothing where it does not exist. */
function grantsOf(identity: string, ledger: Ledger, attached: Attached): [who: string, Grants][] {
  const { parties, policyAt, groupsOf } = ledger;
  const document = (arn: string): PolicyDocument[] => {
    const policy = parties.get(policyAt.get(arn) ?? '');
    const found = policy?.type === 'policy' ? inForce(policy) : attached[arn];
    return found === undefined ? [] : [found];
  };
  const own = (holder: Holder): PolicyDocument[] => [
    ...holder.policies.flatMap(document),
    ...Object.values(holder.inline),
  ];
  const holder = parties.get(identity);
  if (holder === undefined || holder.type === 'policy') return [];
  const groups = holder.type === 'user' ? (groupsOf.get(holder.name.toLowerCase()) ?? []) : [];
  const ofGroups = [...groups].sort(compareText).flatMap((group) => {
    const party = parties.get(group);
    return party?.type === 'group' ? own(party) : [];
  });
  const [boundary] =
    holder.type === 'group' || holder.boundary === undefined ? [] : document(holder.boundary);
  const grants: Grants = {
    kind: 'identity',
    documents: [...own(holder), ...ofGroups],
    holder: holder.arn,
    ...(boundary === undefined ? {} : { boundary }),
  };
  if (holder.type !== 'role') return [[identity, grants]];
  const trust: Grants = { kind: 'trust', documents: [holder.trust], holder: holder.arn };
  return [
    [identity, grants],
    [`${identity} trust`, trust],
  ];
}

type Holder = Exclude<Party, { readonly type: 'policy' }>;

function inForce({ versions, defaultVersion }: AccountPolicy): PolicyDocument | undefined {
  return versions.find(({ id }) => id === defaultVersion)?.document;
}

/** The policies of whoever a step gives others, before the plan and right after the step. */
export interface DocumentsAt {
  readonly step: Step;
  readonly who: string;
  readonly before: readonly PolicyDocument[];
  readonly after: readonly PolicyDocument[];
}

/** Step by step, whose policies change by it. Policies that hang on nobody grant nothing. */
export function documentsAt({ account, steps }: Guarded): DocumentsAt[] {
  const before = grantsIn(account);
  return walk(account, steps).flatMap(({ step, changed }) =>
    changed
      .filter(([, grants]) => grants.kind === 'identity')
      .map(([who, grants]) => ({
        step,
        who,
        before: before.get(who)?.documents ?? [],
        after: grants.documents,
      })),
  );
}

/** Who is granted something else by a step than before it, and who is no longer there. */
export interface Walked {
  readonly step: Step;
  readonly changed: readonly (readonly [who: string, Grants])[];
  readonly gone: readonly string[];
}

/** What each step does to what anyone is granted. A step costs what it touches, not what there is. */
export function walk(account: Account, steps: readonly Step[], attached: Attached = {}): Walked[] {
  const ledger = ledgerOf(account);
  const grants = new Map(grantsIn(account, attached));
  return steps.map((step) => {
    const touched = step.calls.flatMap((call) => carryInto(ledger, call));
    const changed: [string, Grants][] = [];
    const gone: string[] = [];
    for (const identity of reachedFrom(touched, ledger)) {
      const now = grantsOf(identity, ledger, attached);
      if (now.length === 0) gone.push(...[identity, `${identity} trust`].filter((who) => grants.delete(who)));
      for (const [who, after] of now) {
        if (!sameGrants(grants.get(who), after)) changed.push([who, after]);
        grants.set(who, after);
      }
    }
    return { step, changed, gone };
  });
}

/** Whose grants may change with these: whoever holds a policy, and whoever is in a group. Users first, then groups. */
function reachedFrom(touched: readonly Party[], { parties, holders }: Ledger): readonly string[] {
  const reached = new Set<string>();
  const reach = (party: Party | undefined): void => {
    if (party === undefined) return;
    if (party.type !== 'policy') reached.add(identityOf(party));
    if (party.type === 'policy')
      for (const holder of holders.get(party.arn) ?? []) reach(parties.get(holder));
    if (party.type === 'group')
      for (const name of party.members) reached.add(identityOf({ type: 'user', name }));
  };
  touched.forEach(reach);
  const rank = (identity: string): number => ORDER.indexOf(identity.slice(0, identity.indexOf('/')));
  return [...reached].sort((a, b) => rank(a) - rank(b) || compareText(a, b));
}

const ORDER = ['user', 'group', 'role'];

function sameGrants(a: Grants | undefined, b: Grants): boolean {
  return (
    a !== undefined &&
    a.boundary === b.boundary &&
    a.documents.length === b.documents.length &&
    a.documents.every((document, i) => document === b.documents[i])
  );
}
