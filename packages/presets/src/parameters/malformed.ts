import { LeastwiseError } from '@leastwise/core';

/** A parameter that a preset cannot take; `path` names it as the caller wrote it: `reads[0].bucket`. */
export function malformed(what: string, path: string, hint?: string): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_PARAMETER', what, path, hint });
}
