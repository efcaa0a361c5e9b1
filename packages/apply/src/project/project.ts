import type { Account, AccountEntity } from '../account.ts';
import type { Step } from '../plan.ts';
import { applyCall } from './apply-call.ts';

/**
 * What an account would be after these steps, by what their calls say; the steps that are blocked make none. It grants and
 * holds what the account then would; ids that only AWS gives are made up.
 */
export function project(account: Account, steps: readonly Step[]): Account {
  return steps.reduce((now, { calls }) => calls.reduce<Account>(applyCall, now), account);
}

/** Everything of one kind, with one of them changed. */
export function withChanged<T extends AccountEntity>(
  entities: readonly T[],
  name: string | undefined,
  change: (entity: T) => T | undefined,
): readonly T[] {
  const key = name?.toLowerCase();
  return entities.flatMap((entity) => {
    if (entity.name.toLowerCase() !== key && entity.arn !== name) return [entity];
    const changed = change(entity);
    return changed === undefined ? [] : [changed];
  });
}
