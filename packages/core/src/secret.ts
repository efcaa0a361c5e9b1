const REDACTED = '[redacted]';

/**
 * A value that must not be seen: however it is printed, inspected, concatenated or serialised, it reads `[redacted]`.
 * Only {@link Secret.reveal} gives the value back, so that every place that handles it can be found by that name.
 *
 * @example
 * ```ts
 * import { secret } from '@leastwise/core';
 *
 * const password = secret('correct horse');
 * console.log(`${password}`, JSON.stringify({ password }));
 * console.log(password.reveal().length);
 * ```
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
    // What console.log and util.inspect call, by its registered symbol so that core imports nothing from Node.
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => REDACTED });
    Object.freeze(this);
  }

  /** The value itself. Hand it straight to whoever needs it; never keep it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }
}

/** Wraps a value in a {@link Secret}. */
export function secret<T>(value: T): Secret<T> {
  return new Secret(value);
}

/**
 * Replaces each secret that occurs in a text by `[redacted]`; for texts that others wrote, such as AWS's messages.
 * A secret is also found as JSON and URLs would write it. Where secrets overlap, all that they cover goes.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  let safe = '';
  let end = 0;
  for (const [from, to] of secrets
    .flatMap((each) => occurrences(text, each.reveal()))
    .sort(([a], [b]) => a - b)) {
    if (from >= end) safe += text.slice(end, from) + REDACTED;
    end = Math.max(end, to);
  }
  return safe + text.slice(end);
}

function occurrences(text: string, value: string): [from: number, to: number][] {
  if (value === '') return [];
  const found: [number, number][] = [];
  for (const form of new Set([value, JSON.stringify(value).slice(1, -1), asInUrl(value)])) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
      found.push([at, at + form.length]);
  }
  return found;
}

/** A lone surrogate has no form in a URL; what replaces it there is written instead. */
function asInUrl(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
