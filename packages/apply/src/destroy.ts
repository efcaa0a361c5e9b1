import { checkParameter } from '@leastwise/core';
import type { Account } from './account.ts';
import { diff, type DiffOptions } from './diff/diff.ts';
import type { Plan } from './plan.ts';
import type { Stack } from './stack.ts';
import { stack } from './make-stack.ts';

/**
 * A plan that deletes everything that belongs to a stack. The account's alias and password policy stay: they carry no tag, so
 * nobody knows whose they are; `removed('account/alias')` in a stack deletes them.
 *
 * @param account read without a scope: one read for the stack lacks what only deleting needs, such as the keys of users
 */
export function destroy(
  given: Pick<Stack, 'name'>,
  account: Account,
  options: Pick<DiffOptions, 'guards' | 'consent' | 'now'> = {},
): Plan {
  checkParameter('stack', given, { name: 'text' });
  return diff(stack(given.name, {}), account, options);
}
