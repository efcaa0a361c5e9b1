import type { Account } from '../account.ts';
import { type Plan, sealPlan, type Step, type StepKind } from '../plan.ts';
import type { Stack } from '../stack.ts';
import { deletions } from './deletions.ts';
import { diffGroup } from './diff-group.ts';
import { diffPolicy } from './diff-policy.ts';
import { diffRoles } from './diff-role.ts';
import { diffUser } from './diff-user.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { type Adopt, sceneOf } from './scene.ts';

/** What a plan may do beyond what the stack owns. */
export interface DiffOptions {
  /**
   * What the stack may take over although it is not its own: the entities named (`user/AML@Packt`), or with `true`
   * every one that it names and that belongs to no other stack. Taking over is a step of the plan, and from then on
   * the entity becomes what the stack says.
   */
  readonly adopt?: Adopt;
}

/**
 * What must be done for an account to become what a stack says. Pure: the same stack and account give the same plan,
 * down to its hash.
 *
 * Only what the stack owns is ever changed or deleted. What cannot be done is a step with `blocked` set, which says
 * why and what to do; a plan with such a step is not applied.
 *
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
  const scene = sceneOf(stack, account, options.adopt ?? []);
  // Users come before roles, because a role's trust may name a user.
  const steps = [
    ...stack.policies.flatMap((policy) => diffPolicy(policy, scene)),
    ...stack.users.flatMap((user) => diffUser(user, scene)),
    ...diffRoles(stack.roles, scene),
    ...stack.groups.flatMap((group) => diffGroup(group, scene)),
  ];
  const ordered = [...inPhases(steps), ...deletions(scene)];
  return sealPlan({
    version: 1,
    stack: stack.name,
    account: account.id,
    partition: account.partition,
    steps: ordered,
    fingerprints: fingerprintsOf(ordered, scene),
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
  'add-member': 5,
  'remove-member': 5,
  // Taking a boundary away widens, so it comes when everything else is in place.
  'delete-boundary': 6,
};

function inPhases(steps: readonly Step[]): Step[] {
  const phase = ({ kind }: Step): number => LATER[kind] ?? 0;
  return steps.toSorted((a, b) => phase(a) - phase(b));
}
