import { checkParameter, LeastwiseError } from '@leastwise/core';
import type { AccessRequest, Context, ContextValue } from '../request.ts';
import { digitsEnd } from '../values/digits.ts';
import { textOf } from '../values/text.ts';
import { accountOf } from './arn.ts';
import { type Caller, everyBucket, readCaller } from './caller.ts';
import { derivedValue, RESOURCE_ACCOUNT } from './derived-keys.ts';

/** A request taken apart, once for all statements. */
export interface Situation {
  readonly caller: Caller;
  /** As it was asked for. */
  readonly actionName: string;
  /** In lower case: actions are the same in any case. */
  readonly action: string;
  readonly resource: string;
  /** The account of the resource where it is known. */
  readonly resourceAccount: string | undefined;
  /** Whether the caller belongs to the account of the resource. */
  readonly sameAccount: boolean;
  /** The given context by key in lower case. */
  readonly context: ReadonlyMap<string, ContextValue | readonly ContextValue[]>;
}

const NOTHING: Situation['context'] = new Map();

/**
 * Takes a request apart.
 *
 * @throws LeastwiseError for what is no request: `MALFORMED_PARAMETER`, `MALFORMED_PRINCIPAL`, `MALFORMED_ARN`, `MALFORMED_ACCOUNT`, `INVALID_ACTION`,
 * `INVALID_CONTEXT`
 */
export function readRequest(request: AccessRequest): Situation {
  mustBeRequest(request);
  const caller = readCaller(request.principal);
  const action = readAction(request.action);
  const resource = readResource(request.resource);
  const resourceAccount = readAccount(request.resourceAccount) ?? accountOf(resource);
  const lower = action.toLowerCase();
  return {
    caller,
    actionName: action,
    action: lower,
    resource: lower === 's3:listallmybuckets' && resource === '*' ? everyBucket(caller.partition) : resource,
    resourceAccount,
    sameAccount: resourceAccount === undefined || resourceAccount === caller.account,
    context: request.context === undefined ? NOTHING : readContext(request.context),
  };
}

/** Refuses what a program without types can give for a request. */
export function mustBeRequest(request: unknown): void {
  if (!isObject(request))
    checkParameter('request', request, 'object', 'give it as { principal, action, resource }');
}

/** The name of the action that is asked for. */
export function readAction(action: unknown): string {
  if (typeof action === 'string' && isAction(action)) return action;
  throw new LeastwiseError({
    code: 'INVALID_ACTION',
    what: `\`${String(action)}\` is no action that can be asked for`,
    path: '$.action',
    hint: 'write service:Action, without wildcards',
  });
}

/** The resource that is asked for. */
export function readResource(resource: unknown): string {
  if (typeof resource === 'string' && (resource === '*' || resource.startsWith('arn:'))) return resource;
  throw new LeastwiseError({
    code: 'MALFORMED_ARN',
    what: `\`${String(resource)}\` is no resource`,
    path: '$.resource',
    hint: 'write its ARN, or * for an action that works on none',
  });
}

/** Letters, digits, hyphens and underscores on both sides: more than AWS's own names have, and no blank by mistake. */
function isAction(text: string): boolean {
  return /^[\w-]+:[\w-]+$/.test(text);
}

/** The account of the resource, where the request says it. */
export function readAccount(account: unknown): string | undefined {
  if (typeof account === 'string' && account.length === 12 && digitsEnd(account, 0) === 12) return account;
  if (account === undefined) return undefined;
  throw new LeastwiseError({
    code: 'MALFORMED_ACCOUNT',
    what: `\`${JSON.stringify(account)}\` is no account`,
    path: '$.resourceAccount',
    hint: 'an account is 12 digits, as text',
  });
}

function readContext(context: Context): Situation['context'] {
  checkContext(context);
  const read = new Map<string, ContextValue | readonly ContextValue[]>();
  for (const name of Object.keys(context)) {
    const value = context[name];
    if (value === undefined) continue;
    const key = name.toLowerCase();
    if (read.has(key)) throw givenTwice(name);
    checkValue(name, value);
    read.set(key, value);
  }
  return read;
}

export function checkContext(context: unknown): void {
  if (!isObject(context))
    throw invalid('$.context', 'the context of a request is an object of values by key');
}

export function checkValue(name: string, value: unknown): void {
  if (!isValue(value) && !(Array.isArray(value) && value.every(isValue)))
    throw invalid(pathOf(name), 'a value is text, a number, true or false, a date, or a list of them');
}

export function givenTwice(name: string): LeastwiseError {
  return invalid(pathOf(name), `\`${name}\` is given twice: keys are the same in any case`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isValue(value: unknown): value is ContextValue {
  const type = typeof value;
  return (
    type === 'string' ||
    type === 'boolean' ||
    Number.isFinite(value) ||
    (value instanceof Date && !Number.isNaN(value.getTime()))
  );
}

function pathOf(name: string): string {
  return `$.context[${JSON.stringify(name)}]`;
}

function invalid(path: string, what: string): LeastwiseError {
  return new LeastwiseError({ code: 'INVALID_CONTEXT', what, path });
}

/** What the request says of a key, in lower case: what it gives, or else what follows from the caller. */
export function contextValue(
  situation: Situation,
  key: string,
): ContextValue | readonly ContextValue[] | undefined {
  const given = situation.context.get(key);
  if (given !== undefined) return given;
  return key === RESOURCE_ACCOUNT ? situation.resourceAccount : derivedValue(situation.caller, key);
}

/**
 * The text that a variable stands for. Only keys with a single value can be variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function variableText(situation: Situation, key: string): string | undefined {
  const value = contextValue(situation, key);
  return value === undefined || isList(value) ? undefined : textOf(value);
}

export function isList(value: ContextValue | readonly ContextValue[]): value is readonly ContextValue[] {
  return Array.isArray(value);
}
