import type { Principal } from '@leastwise/policy';
import { checkParameter } from '@leastwise/core';
import { malformed } from './malformed.ts';
import { checkList } from './within.ts';

/** A list of principals of accounts; it may be empty. */
export function principalsOf(given: readonly Principal<'AWS'>[], path: string): readonly Principal<'AWS'>[] {
  checkList(given, path);
  given.forEach((each, i) => {
    const at = `${path}[${i}]`;
    const hint = 'make it with `principal.role(arn)`, `principal.user(arn)` or `principal.account(id)`';
    checkParameter(at, each, { kind: 'text', value: 'text' }, hint);
    const kind: string = each.kind;
    if (kind !== 'AWS' || each.value === '') throw malformed('this is no principal of an account', at, hint);
  });
  return given;
}
