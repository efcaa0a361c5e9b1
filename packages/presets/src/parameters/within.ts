import { LeastwiseError } from '@leastwise/core';
import { malformed } from './malformed.ts';

/** Makes something of a part of the parameters, so that its errors name the whole path to what is wrong. */
export function within<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof LeastwiseError) || error.path === undefined) throw error;
    const { code, what, hint, cause } = error;
    throw new LeastwiseError({ code, what, hint, cause, path: `${path}.${error.path}` });
  }
}

/** Makes something of one parameter, so that its errors, whoever's they are, name the parameter. */
export function asParameter<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof LeastwiseError)) throw error;
    throw malformed(error.what, path, error.hint);
  }
}

/** Makes statements of each member of a list. */
export function each<T, Made>(
  path: string,
  items: readonly T[],
  make: (item: T) => readonly Made[],
): readonly Made[] {
  checkList(items, path);
  return items.flatMap((item, i) => within(`${path}[${i}]`, () => make(item)));
}

/** Refuses a missing list: who forgets one shall not get a role that lacks what was meant. */
export function checkList(items: unknown, path: string): void {
  if (Array.isArray(items)) return;
  throw items === undefined
    ? malformed('a list is missing', path, 'write `[]` where there is nothing')
    : malformed(
        `a list is wanted, not ${typeof items === 'string' ? `\`${items}\`` : 'one thing'}`,
        path,
        'put it into brackets',
      );
}
