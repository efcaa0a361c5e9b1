import { checkParameter, LeastwiseError } from '@leastwise/core';
import { entityId } from './entity.ts';
import type { PasswordPolicy, Removed, StackEntity } from './stack.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html */
export function checkAlias(alias: string): string {
  checkParameter('contents.alias', alias, 'text');
  if (/^(?!\d{12}$)[a-z0-9](?:-?[a-z0-9]){2,62}$/.test(alias) && alias.length <= 63) return alias;
  throw new LeastwiseError({
    code: 'MALFORMED_NAME',
    what: `an account alias has 3 to 63 lower-case letters, digits and single hyphens between them, unlike \`${alias}\``,
    path: 'account/alias',
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html */
export function checkPasswordPolicy(policy: PasswordPolicy): PasswordPolicy {
  const ranges = [
    ['minimumLength', policy.minimumLength, 6, 128],
    ['maxAge', policy.maxAge, 0, 1_095],
    ['reusePrevention', policy.reusePrevention, 0, 24],
  ] as const;
  for (const [name, value, from, to] of ranges) {
    if (Number.isInteger(value) && value >= from && value <= to) continue;
    throw new LeastwiseError({
      code: 'OUT_OF_RANGE',
      what: `\`${name}\` is ${from} to ${to}, not \`${value}\``,
      path: 'account/password-policy',
    });
  }
  return policy;
}

/** What the stack holds cannot be removed from it at the same time. */
export function checkRemoved(
  removed: readonly Removed[],
  entities: ReadonlyMap<string, StackEntity>,
): readonly Removed[] {
  checkParameter('contents.removed', removed, 'list');
  removed.forEach((each, i) =>
    checkParameter(
      `contents.removed[${i}]`,
      each,
      { id: 'text', keep: 'boolean' },
      'make it with `removed(id)`',
    ),
  );
  for (const { id } of removed) {
    const present = entities.get(id.toLowerCase());
    if (present === undefined) continue;
    throw new LeastwiseError({
      code: 'DUPLICATE_ENTITY',
      what: `\`${id}\` is both in the stack and removed from it`,
      path: entityId(present),
      hint: 'take one of the two away',
    });
  }
  return removed.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
