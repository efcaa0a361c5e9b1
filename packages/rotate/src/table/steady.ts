import type { Decision, Stop } from '../decision.ts';
import type { Situation } from '../situation.ts';
import { NO_BASE } from '../stored-value.ts';
import { intentToken } from '../token.ts';
import { isGone } from './current.ts';
import type { Row } from './row.ts';

/** Rows about a secret in which nothing is under way. They come last: a key is only created when all else is in order. */
export const STEADY_ROWS: readonly Row[] = [
  {
    observed: 'intent expired, no unknown key',
    decide: (s) => (s.intent?.state === 'expired' ? mint(s) : undefined),
  },
  {
    observed: 'nothing under way, and nothing to be begun',
    decide: (s) =>
      s.want === 'nothing' ? { stop: 'idle', reason: 'nothing is under way', ...nextOf(s) } : undefined,
  },
  { observed: 'no current key', decide: (s) => (s.current ? undefined : mint(s)) },
  { observed: 'steady, a new key asked for', decide: (s) => (s.want === 'now' ? mint(s) : undefined) },
  { observed: 'steady, due', decide: (s) => (s.now >= dueAt(s) ? mint(s) : undefined) },
];

/** The row for a user who is locked out: the previous key does not work either, so it is no reason to wait. */
export const LOCKED_OUT: Row = {
  observed: 'nothing stored works',
  decide: (s) => (isGone(s) && s.want !== 'nothing' ? mint(s) : undefined),
};

/** What is left where no other row fits. */
export const STEADY: { readonly observed: string; readonly decide: (situation: Situation) => Stop } = {
  observed: 'steady, not due',
  decide: (s) => ({
    stop: 'idle',
    reason: 'the current key is not due',
    ...nextOf(s),
  }),
};

function nextOf(s: Situation): Pick<Stop, 'next'> {
  return { next: { what: 'create a new key', at: dueAt(s) } };
}

export function dueAt({ current, currentKey, target }: Situation): number {
  return (currentKey?.createdAt ?? current?.createdAt ?? 0) + target.windows.every;
}

function mint(s: Situation): Decision {
  const base = s.current?.id ?? NO_BASE;
  const first = s.intent?.base === base ? s.intent.attempt + 1 : 0;
  return { do: 'mint', base, attempt: firstFree(s, base, first) };
}

/** An announcement that was withdrawn and has lost its label still occupies its version id. */
function firstFree({ secret, taken }: Situation, base: string, first: number): number {
  let attempt = first;
  while (taken.includes(intentToken(secret.arn, base, attempt))) attempt++;
  return attempt;
}
