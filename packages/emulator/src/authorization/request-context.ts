import type { AccessRequest } from '@leastwise/evaluate';
import { remembering } from '../remembering.ts';
import { type Circumstances, globalKeys } from './global-keys.ts';
import type { Demand, Keys } from './row.ts';

type Given = NonNullable<AccessRequest['context']>;

/**
 * The context in which a permission is asked for. Keys are the same in any case, so that they are put together in lower case; what
 * comes later, nearer to the operation, wins.
 */
export function requestContext(context: Circumstances, action: string, demand: Demand): Given {
  const given: Record<string, Given[string]> = {};
  for (const keys of globalKeys(context, action, demand)) put(keys, given);
  if (demand.on?.keys) put(demand.on.keys, given);
  if (demand.keys) put(demand.keys, given);
  return given;
}

function put(keys: Keys, given: Record<string, Given[string]>): void {
  // Unlike Object.entries, this makes no lists.
  for (const name in keys) {
    const value = keys[name];
    if (value !== undefined) given[lowerCase(name)] = value;
  }
}

/** The names of keys are few and come with every request, but for those that end with a tag's. */
const lowerCase = remembering(1000, (name) => name.toLowerCase());
