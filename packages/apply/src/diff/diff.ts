import { checkOptions, checkParameter, LeastwiseError } from '@leastwise/core';
import type { Account } from '../account.ts';
import { expectAccount, expectGuards, expectStack, expectTexts } from '../check-given.ts';
import { type Guard, guarded } from '../guards/guard.ts';
import { type Plan, sealPlan, type Step, type StepKind } from '../plan.ts';
import type { Stack } from '../stack.ts';
import { beforeOf } from './before.ts';
import { deletions } from './deletions.ts';
import { diffGroup } from './diff-group.ts';
import { diffPolicy } from './diff-policy.ts';
import { diffProfile } from './diff-profile.ts';
import { diffOidcProvider, diffSamlProvider } from './diff-provider.ts';
import { diffRoles } from './diff-role.ts';
import { diffSettings } from './diff-settings.ts';
import { diffUser } from './diff-user.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { accountMoved, movedBy } from './moved.ts';
import { withinQuotas } from './quota-steps.ts';
import { accountWithout, replacedBy, replacementSteps } from './replace.ts';
import { type Adopt, type Scene, sceneOf, type SceneOptions } from './scene.ts';
import { release } from './standing.ts';

/** What a plan may do beyond what the stack owns, and what watches over it. */
export interface DiffOptions {
  /**
   * What the stack may take over although it is not its own: the entities named (`user/AML@Packt`), or with `true`
   * every one that it names and that belongs to no other stack. Taking over is a step of the plan, and from then on
   * the entity becomes what the stack says.
   */
  readonly adopt?: Adopt;
  /**
   * What may be deleted and made anew under its own name, as `role/NAME`, where IAM cannot change it in place. For a
   * moment it is not there; whoever uses it then is refused.
   */
  readonly replace?: readonly string[];
  /** The new names of users and groups by what they are now, `{ 'user/ada': 'ada.lovelace' }`: they are renamed, not made anew. */
  readonly renames?: Readonly<Record<string, string>>;
  /** What objects to steps: each objection blocks its step until it is consented to. */
  readonly guards?: readonly Guard[];
  /** What time it is, in milliseconds since 1970: the plan says when it was made, and `apply` may refuse one that is too old. */
  readonly now?: number;
  /** Objections that are overruled: a guard's name (`broadens`), or its name and a step's id (`broadens attach role/x policy/y`). */
  readonly consent?: readonly string[];
}

/**
 * What must be done for an account to become what a stack says. Pure: the same stack and account give the same plan,
 * down to its hash.
 *
 * Only what the stack owns is ever changed or deleted. What cannot be done is a step with `blocked` set, which says
 * why and what to do; a plan with such a step is not applied.
 *
 * @throws LeastwiseError `RENAME_IMPOSSIBLE`, and for programs without types `MALFORMED_PARAMETER`, `UNKNOWN_OPTION`
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { STSClient } from '@aws-sdk/client-sts';
 * import { diff, readAccount, renderPlan, stack, user } from '@leastwise/apply';
 *
 * const team = stack('ml-team', { users: [user('AML@Packt')] });
 * const account = await readAccount({ iam: new IAMClient(), sts: new STSClient() }, { scope: team });
 * console.log(renderPlan(diff(team, account), 'text'));
 * ```
 */
export function diff(stack: Stack, account: Account, options: DiffOptions = {}): Plan {
  expectStack(stack);
  expectAccount(account);
  checkDiffOptions(options);
  const { adopt = [], replace = [], renames = {}, guards = [], consent = [] } = options;
  const plan = planFor(stack, account, { adopt, replace, renames: checkRenames(renames) });
  const steps = guarded({ stack, account, steps: plan.steps }, guards, consent);
  const made = options.now === undefined ? {} : { made: new Date(options.now).toISOString() };
  return sealPlan({ ...plan, ...made, steps });
}

/** A plan before any guard has looked at it. */
export function planFor(stack: Stack, account: Account, options: SceneOptions): Omit<Plan, 'hash'> {
  const asIs = sceneOf(stack, account, options);
  const replaced = replacedBy(asIs);
  const without = accountWithout(account, replaced);
  const moves = stack.users.flatMap((user) => diffUser(user, asIs));
  const moved = movedBy(moves, ({ name }) => asIs.user(name), account);
  const scene = sceneOf(stack, accountMoved(without, moved), options);
  const steps = withinQuotas(
    [...replacementSteps(replaced, asIs), ...inPhases(changes(scene)), ...deletions(scene)],
    scene,
  );
  const before = beforeOf(steps, account);
  return {
    version: 1,
    stack: stack.name,
    account: account.id,
    partition: account.partition,
    steps,
    fingerprints: fingerprintsOf(steps, account, before),
    before,
    notices: account.notices,
  };
}

/** Users come before roles, because a role's trust may name a user. */
function changes(scene: Scene): Step[] {
  const { stack } = scene;
  return [
    ...stack.oidcProviders.flatMap((provider) => diffOidcProvider(provider, scene)),
    ...stack.samlProviders.flatMap((provider) => diffSamlProvider(provider, scene)),
    ...stack.policies.flatMap((policy) => diffPolicy(policy, scene)),
    ...stack.users.flatMap((user) => diffUser(user, scene)),
    ...diffRoles(stack.roles, scene),
    ...stack.groups.flatMap((group) => diffGroup(group, scene)),
    ...stack.instanceProfiles.flatMap((profile) => diffProfile(profile, scene)),
    ...diffSettings(scene),
    ...scene.released.map(release),
  ];
}

function checkDiffOptions(options: DiffOptions): void {
  checkOptions('options', options, ['adopt', 'replace', 'renames', 'guards', 'now', 'consent']);
  const { adopt = [], replace = [], renames = {}, guards = [], consent = [] } = options;
  checkParameter('options', options, { 'renames?': 'object', 'now?': 'number' });
  if (adopt !== true) expectTexts('options.adopt', adopt, "give `true`, or a list: `['user/ada']`");
  expectTexts('options.replace', replace, "give a list: `['role/x']`");
  expectTexts('options.consent', consent, "give a list: `['broadens']`");
  expectTexts('options.renames', Object.values(renames));
  expectGuards(guards);
}

function checkRenames(renames: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const odd = Object.keys(renames).find((id) => !/^(user|group)\/./.test(id));
  if (odd === undefined) return renames;
  throw new LeastwiseError({
    code: 'RENAME_IMPOSSIBLE',
    what: `only users and groups can be renamed, unlike \`${odd}\``,
    hint: "write it as `{ 'user/ada': 'ada.lovelace' }`; for anything else a new name is a new entity",
  });
}

/** What waits until every entity exists; within a phase, the order in which the steps were found stays. */
const LATER: Partial<Record<StepKind, number>> = {
  'update-trust': 1,
  'set-boundary': 2,
  'put-inline': 3,
  'delete-inline': 3,
  attach: 4,
  detach: 4,
  'add-role-to-profile': 5,
  'remove-role-from-profile': 5,
  'add-member': 5,
  'remove-member': 5,
  'create-login': 6,
  // Taking a boundary away widens, so it comes when everything else is in place.
  'delete-boundary': 6,
};

/** What a trust gains comes after what the role may do has changed; what it loses, before. */
const LAST_TRUST = 6;

function inPhases(steps: readonly Step[]): Step[] {
  const phase = ({ id, kind }: Step): number =>
    kind === 'update-trust' && !id.endsWith(' first') ? LAST_TRUST : (LATER[kind] ?? 0);
  return steps.toSorted((a, b) => phase(a) - phase(b));
}
