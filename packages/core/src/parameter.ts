import { didYouMean } from './closest.ts';
import { LeastwiseError } from './errors.ts';

/** What a parameter may be. */
export type ParameterKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'function' | 'client';

/** The members that an object must have, and with a `?` at the end of their names those that it may have. */
export interface ParameterShape {
  readonly [member: string]: ParameterKind | ParameterShape;
}

/** A promise is none: whoever passes one forgot to wait for it. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);
}

interface Kind {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
}

const KINDS: { readonly [K in ParameterKind]: Kind } = {
  text: { words: 'text', holds: (value) => typeof value === 'string' },
  number: { words: 'a number', holds: (value) => typeof value === 'number' && !Number.isNaN(value) },
  boolean: { words: 'true or false', holds: (value) => typeof value === 'boolean' },
  list: { words: 'a list', holds: (value) => Array.isArray(value) },
  object: { words: 'an object', holds: isObject },
  function: { words: 'a function', holds: (value) => typeof value === 'function' },
  client: {
    words: 'a client of the AWS SDK',
    holds: (value) => isObject(value) && 'send' in value && typeof value.send === 'function',
  },
};

/**
 * Refuses what a program without types passes for a parameter, before anything is done with it. The error quotes no text and
 * nothing of an object: they may be secret.
 *
 * @param path how the parameter is called: `options`, `stack.roles[0]`
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter or the member of it as its path
 * @example
 * ```ts
 * import { checkParameter } from '@leastwise/core';
 *
 * try {
 *   checkParameter('options', { region: 1 }, { region: 'text', 'account?': 'text' }, 'give a region');
 * } catch (error) {
 *   console.log(String(error));
 * }
 * ```
 * ```text
 * LeastwiseError: `options.region` is text, not `1` (at options.region): give a region
 * ```
 */
export function checkParameter(
  path: string,
  value: unknown,
  wanted: ParameterKind | ParameterShape,
  hint?: string,
): void {
  const { words, holds } = KINDS[typeof wanted === 'string' ? wanted : 'object'];
  if (!holds(value))
    throw new LeastwiseError({
      code: 'MALFORMED_PARAMETER',
      what: `\`${path}\` is ${words}, not ${described(value)}`,
      path,
      hint: value instanceof Promise ? 'wait for it with `await`' : hint,
    });
  if (typeof wanted === 'string') return;
  for (const [name, inner] of Object.entries(wanted)) {
    const member = name.replace(/\?$/, '');
    // Also what the value's class gives it.
    const given: unknown = Reflect.get(value as object, member);
    if (given !== undefined || member === name) checkParameter(`${path}.${member}`, given, inner, hint);
  }
}

/**
 * Refuses an option that does not exist: left unread, it would silently do nothing.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER` where the options are no object, `UNKNOWN_OPTION`
 */
export function checkOptions(path: string, options: unknown, known: readonly string[]): void {
  checkParameter(path, options, 'object');
  const odd = Object.keys(options as object).find((name) => !known.includes(name));
  if (odd === undefined) return;
  throw new LeastwiseError({
    code: 'UNKNOWN_OPTION',
    what: `there is no option \`${odd}\``,
    path: `${path}.${odd}`,
    hint: didYouMean(odd, known),
  });
}

function described(value: unknown): string {
  if (value === null || ['undefined', 'number', 'boolean', 'bigint'].includes(typeof value))
    return `\`${String(value)}\``;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise of it';
  return typeof value === 'string' ? 'text' : typeof value === 'function' ? 'a function' : 'such an object';
}
