import { RESOURCE_ACCOUNT, derivedValue, followsFromCaller } from '../input/derived-keys.ts';
import { accountOf, isOfAccount, namesAccount } from '../input/arn.ts';
import { checkContext, checkValue, givenTwice, readAccount, readResource } from '../input/situation.ts';
import type { AccessRequest, Context, ContextValue } from '../request.ts';
import type { KeyNumbers } from './key-numbers.ts';
import type { KnownCaller } from './known-caller.ts';

/** What a request says of a key. */
export type Given = ContextValue | readonly ContextValue[];

/**
 * A request taken apart for the engine: the same as a `Situation`, but written over by each request, so that deciding leaves nothing
 * behind.
 */
export interface Inquiry {
  caller: KnownCaller;
  /** In lower case. */
  action: string;
  resource: string;
  /** The account of the resource, where the request says it. */
  resourceAccount: string | undefined;
  sameAccount: boolean;
  /** The given context by the number of its key. */
  readonly values: (Given | undefined)[];
  /** The numbers of the keys that were given; what is at `givenCount` and after it is left over. */
  readonly given: number[];
  givenCount: number;
}

export function createInquiry(caller: KnownCaller): Inquiry {
  return {
    caller,
    action: '',
    resource: '',
    resourceAccount: undefined,
    sameAccount: true,
    values: [],
    given: [],
    givenCount: 0,
  };
}

/**
 * Writes a request over the last one.
 *
 * @throws LeastwiseError `MALFORMED_ARN`, `MALFORMED_ACCOUNT` or `INVALID_CONTEXT`
 */
export function readInquiry(
  inquiry: Inquiry,
  request: AccessRequest,
  caller: KnownCaller,
  action: string,
  keys: KeyNumbers,
): void {
  const resource = readResource(request.resource);
  const resourceAccount = readAccount(request.resourceAccount);
  const { context } = request;
  inquiry.caller = caller;
  inquiry.action = action;
  inquiry.resource = action === 's3:listallmybuckets' && resource === '*' ? caller.everyBucket : resource;
  inquiry.resourceAccount = resourceAccount;
  inquiry.sameAccount =
    resourceAccount === undefined
      ? isOfAccount(resource, caller.account)
      : resourceAccount === caller.account;
  if (context !== undefined) readContext(inquiry, context, keys);
}

function readContext(inquiry: Inquiry, context: Context, keys: KeyNumbers): void {
  checkContext(context);
  // Unlike Object.keys, this makes no list.
  for (const name in context) {
    if (!Object.hasOwn(context, name)) continue;
    const value = context[name];
    if (value === undefined) continue;
    const number = keys.ofName(name);
    if (inquiry.values[number] !== undefined) throw givenTwice(name);
    checkValue(name, value);
    inquiry.values[number] = value;
    inquiry.given[inquiry.givenCount++] = number;
  }
}

/** Forgets the context, which the next request may not have. */
export function clearInquiry(inquiry: Inquiry): void {
  for (let i = 0; i < inquiry.givenCount; i++) inquiry.values[inquiry.given[i] ?? 0] = undefined;
  inquiry.givenCount = 0;
}

/** A key that a policy asks for. */
export interface AskedKey {
  readonly key: string;
  readonly number: number;
  readonly follows: 'from-caller' | 'from-resource' | undefined;
}

export function askedKey(key: string, number: number): AskedKey {
  const follows =
    key === RESOURCE_ACCOUNT ? 'from-resource' : followsFromCaller(key) ? 'from-caller' : undefined;
  return { key, number, follows };
}

/** What the request says of a key, or else what follows from it. */
export function valueOf(inquiry: Inquiry, { key, number, follows }: AskedKey): Given | undefined {
  const given = inquiry.values[number];
  if (given !== undefined || follows === undefined) return given;
  return follows === 'from-caller' ? derivedValue(inquiry.caller, key) : accountOfResource(inquiry);
}

function accountOfResource({ caller, resource, resourceAccount, sameAccount }: Inquiry): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  // The caller's own text for it, where it is the same, saves making another.
  return sameAccount && namesAccount(resource) ? caller.account : accountOf(resource);
}
