import type { AccountQuotas } from '../account.ts';
import type { Step, StepKind } from '../plan.ts';
import type { Scene } from './scene.ts';

const COUNTED = [
  'policies',
  'roles',
  'users',
  'groups',
  'instanceProfiles',
] as const satisfies (keyof AccountQuotas)[];

const KINDS: { readonly [Key in (typeof COUNTED)[number]]: readonly [create: StepKind, drop: StepKind] } = {
  policies: ['create-policy', 'delete-policy'],
  roles: ['create-role', 'delete-role'],
  users: ['create-user', 'delete-user'],
  groups: ['create-group', 'delete-group'],
  instanceProfiles: ['create-instance-profile', 'delete-instance-profile'],
};

/** Blocks what would be one entity too many for the account: deletes come last, so they make no room. */
export function withinQuotas(steps: readonly Step[], { account }: Scene): Step[] {
  const result = [...steps];
  for (const key of COUNTED) {
    const quota = account.quotas[key];
    const [create, drop] = KINDS[key];
    const creations = steps.filter(({ kind, blocked }) => kind === create && blocked === undefined);
    const last = steps.findLastIndex(({ kind, blocked }) => kind === create && blocked === undefined);
    const replaced = steps.filter((step, i) => step.kind === drop && i < last).length;
    if (quota === undefined || creations.length === 0) continue;
    const excess = account[key].length + creations.length - replaced - quota;
    if (excess <= 0) continue;
    const reason = `there would be ${quota + excess} ${words(key)}, ${excess} more than the ${quota} that the account may have`;
    const hint = 'delete what is not needed, or have AWS raise the quota';
    for (const step of creations.slice(-excess)) {
      result[result.indexOf(step)] = { ...step, calls: [], blocked: { reason, hint } };
    }
  }
  return result;
}

function words(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
