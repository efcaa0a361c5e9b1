import { size } from '@leastwise/policy';
import type { Account } from '../account.ts';
import { passwordPolicyOf } from '../collect.ts';
import type { StackOptions } from '../make-stack.ts';
import { DEFAULT_QUOTAS } from '../quotas.ts';
import { type Code, call, literal, list, object, quote } from '../source/code.ts';
import type { Declarations, Declared } from './program.ts';

/** What the account has one of, as far as it says more than AWS does by itself. */
export function settingsOf({ passwordPolicy, alias }: Account): { passwordPolicy?: object; alias?: string } {
  const usual = Object.entries(passwordPolicyOf({}));
  const own = Object.entries(passwordPolicy ?? {}).filter(
    ([name, value]) => !usual.some(([known, plain]) => known === name && plain === value),
  );
  return {
    ...(passwordPolicy ? { passwordPolicy: Object.fromEntries(own) } : {}),
    ...(typeof alias === 'string' ? { alias } : {}),
  };
}

/** Quotas that AWS must have raised, because the account goes beyond what it starts with. */
export function optionsFor({ policies: _, ...rest }: Declarations): StackOptions {
  const trust = Math.max(0, ...rest.roles.map(({ value }) => size(value.trust, 'trust').used));
  const holders = [...rest.roles, ...rest.users, ...rest.groups].map(({ value }) => value.policies ?? []);
  const attachments = Math.max(0, ...holders.map(({ length }) => length));
  const quotas = {
    ...(trust > DEFAULT_QUOTAS.trust ? { trust } : {}),
    ...(attachments > DEFAULT_QUOTAS.attachments ? { attachments } : {}),
  };
  return Object.keys(quotas).length === 0 ? {} : { quotas };
}

/** The call that makes the stack, of constants that are declared before it. */
export function stackCode(
  name: string,
  declarations: Declarations,
  settings: object,
  options: StackOptions,
): Code {
  const parts = Object.entries(declarations) as [string, readonly Declared<unknown>[]][];
  const lists = parts
    .filter(([, all]) => all.length > 0)
    .map(([part, all]) => [part, list(all.map(({ constant }) => constant))] as const);
  const rest = Object.entries(settings).map(([part, value]) => [part, literal(value)] as const);
  const more = Object.keys(options).length === 0 ? [] : [literal(options)];
  return call('stack', quote(name), object([...lists, ...rest]), ...more);
}
