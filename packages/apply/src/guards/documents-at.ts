import type { PolicyDocument } from '@leastwise/policy';
import type { Account, AccountGroup, AccountRole, AccountUser } from '../account.ts';
import { identityOf } from '../entity.ts';
import { project } from '../project/project.ts';
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
  const inForce = new Map(
    account.policies.map((policy) => [
      policy.arn,
      policy.versions.find(({ id }) => id === policy.defaultVersion)?.document,
    ]),
  );
  const document = (arn: string): PolicyDocument[] => {
    const found = inForce.get(arn) ?? attached[arn];
    return found === undefined ? [] : [found];
  };
  const own = (holder: AccountRole | AccountUser | AccountGroup): PolicyDocument[] => [
    ...holder.policies.flatMap(document),
    ...Object.values(holder.inline),
  ];
  const ofGroups = (user: AccountUser): PolicyDocument[] =>
    account.groups.filter(({ members }) => members.includes(user.name)).flatMap(own);
  const bounded = ({ boundary }: AccountRole | AccountUser): Pick<Grants, 'boundary'> => {
    const [found] = boundary === undefined ? [] : document(boundary);
    return found === undefined ? {} : { boundary: found };
  };
  const entries: [string, Grants][] = [
    ...account.users.map((user): [string, Grants] => [
      identityOf(user),
      { kind: 'identity', documents: [...own(user), ...ofGroups(user)], holder: user.arn, ...bounded(user) },
    ]),
    ...account.groups.map((group): [string, Grants] => [
      identityOf(group),
      { kind: 'identity', documents: own(group), holder: group.arn },
    ]),
    ...account.roles.flatMap((role): [string, Grants][] => [
      [identityOf(role), { kind: 'identity', documents: own(role), holder: role.arn, ...bounded(role) }],
      [`${identityOf(role)} trust`, { kind: 'trust', documents: [role.trust], holder: role.arn }],
    ]),
  ];
  return new Map(entries);
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

/** The account after each step that changes what anyone is granted, and whose grants those are. */
export function walk(
  account: Account,
  steps: readonly Step[],
  attached: Attached = {},
): { readonly step: Step; readonly changed: readonly [string, Grants][] }[] {
  let now = account;
  let grants = grantsIn(account, attached);
  return steps.map((step) => {
    now = project(now, [step]);
    const next = GRANTING.test(step.kind) ? grantsIn(now, attached) : grants;
    const changed = [...next].filter(([who, after]) => !sameGrants(grants.get(who), after));
    grants = next;
    return { step, changed };
  });
}

/** Kinds of steps that can change what someone is granted. */
const GRANTING =
  /^(create-(policy-version|role|user|group)|set-default-version|update-trust|set-boundary|delete-boundary|put-inline|delete-inline|attach|detach|add-member|remove-member|delete-(role|user|group))$/;

function sameGrants(a: Grants | undefined, b: Grants): boolean {
  return (
    a !== undefined &&
    a.boundary === b.boundary &&
    a.documents.length === b.documents.length &&
    a.documents.every((document, i) => document === b.documents[i])
  );
}
