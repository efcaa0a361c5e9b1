import { LeastwiseError } from '@leastwise/core';

/** The error about a mistake in a program. Every program carries its calls, so they are short. */
export function refusal(code: string, what: string, hint?: string, path?: string): LeastwiseError {
  return new LeastwiseError({ code, what, path, hint });
}
