import { LeastwiseError } from '@leastwise/core';
import type { Stack } from '../stack.ts';

/** Something of a stack that a target has no word for. */
export interface Inexpressible {
  /** Which part, in words: `the tags of policy/read`. */
  readonly what: string;
  /** Why, in words. */
  readonly why: string;
}

/** @throws LeastwiseError `NOT_EXPRESSIBLE`, which names everything at once, so that nothing is left out in silence */
export function refuse(target: string, found: readonly Inexpressible[]): void {
  if (found.length === 0) return;
  const list = found.map(({ what, why }) => `${what} (${why})`).join('; ');
  throw new LeastwiseError({
    code: 'NOT_EXPRESSIBLE',
    what: `${target} cannot express ${list}`,
    hint: 'take that out of the stack that you emit, or bring it into the account with `apply`',
  });
}

/** What was removed says of the past what only a plan against the account can act on. */
export function removals({ removed }: Stack): readonly Inexpressible[] {
  return removed.map(({ id, keep }) => ({
    what: `\`removed('${id}'${keep ? ', { keep: true }' : ''})\``,
    why: 'it says only what should be there',
  }));
}
