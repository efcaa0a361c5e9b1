import { checkParameter, LeastwiseError } from '@leastwise/core';
import { checkSecret } from '../access-key.ts';
import { type Duration, formatDuration, parseDuration } from '../duration.ts';
import type { Strategy } from './strategy.ts';

/** What {@link managedSecret} takes. */
export interface ManagedSecretOptions<Value extends object> {
  /** The name or ARN of a secret that exists; it may be empty. */
  readonly secret: string;
  readonly strategy: Strategy<Value>;
  /** How old a value gets before it is replaced; `never` for one that only `force` replaces. */
  readonly every: Duration | 'never';
  /** How long the previous value has to go on working: the longest cache plus the longest job. None with `single`. */
  readonly grace?: Duration;
}

/** A secret that is replaced by a strategy; `SecretTarget` alone is one of any value. */
export interface SecretTarget<Value extends object = object> {
  readonly kind: 'secret';
  readonly secret: string;
  readonly strategy: Strategy<Value>;
  /** Milliseconds. */
  readonly every: number;
  readonly grace: number;
}

/**
 * Describes a secret of any kind, how it is replaced and how often.
 *
 * @throws LeastwiseError `MALFORMED_SECRET_ID`, `MALFORMED_DURATION`, `MALFORMED_STRATEGY`, `WINDOWS_DO_NOT_FIT`
 */
export function managedSecret<Value extends object>(
  options: ManagedSecretOptions<Value>,
): SecretTarget<Value> {
  const wanted = { strategy: { name: 'text', overlap: 'text', read: 'function' } } as const;
  checkParameter('options', options, wanted, 'give a strategy: `consolePassword(...)`, or one of your own');
  const { secret, strategy, every, grace } = options;
  if (strategy.overlap === 'dual' && !strategy.retire) throw noRetire(strategy.name);
  const target = {
    kind: 'secret',
    secret: checkSecret(secret),
    strategy,
    every: every === 'never' ? Number.POSITIVE_INFINITY : parseDuration(every, '$.every'),
    grace:
      strategy.overlap === 'single' ? parseDuration(grace ?? 0, '$.grace') : parseDuration(grace, '$.grace'),
  } as const;
  if (strategy.overlap === 'single' && target.grace > 0) throw noGrace(target.grace);
  if (target.grace >= target.every) throw graceTooLong(target);
  return Object.freeze(target);
}

function noRetire(name: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_STRATEGY',
    what: `the strategy \`${name}\` lets two values work side by side and has no \`retire\``,
    path: '$.strategy.retire',
    hint: 'say how the previous value is taken away, or make it `single`',
  });
}

function noGrace(grace: number): LeastwiseError {
  return new LeastwiseError({
    code: 'WINDOWS_DO_NOT_FIT',
    what: `grace is ${formatDuration(grace)}, and there is one value at a time`,
    path: '$.grace',
    hint: 'leave it out: the previous value ends when the next one is set',
  });
}

function graceTooLong({ grace, every }: { readonly grace: number; readonly every: number }): LeastwiseError {
  return new LeastwiseError({
    code: 'WINDOWS_DO_NOT_FIT',
    what: `grace is ${formatDuration(grace)}, which is not less than every, ${formatDuration(every)}`,
    path: '$.grace',
    hint: 'the previous value must be gone before the next one is due',
  });
}
