import type { LeastwiseError } from '@leastwise/core';
import type { Action, AnyAction } from './action.ts';
import type { Condition } from './condition.ts';
import type { ConditionBlock, Effect, OneOrMany, StatementElements, StatementJson } from './document.ts';
import { type Principal, principalBlock } from './principal.ts';
import { refusal } from './refusal.ts';
import type { AnyStatement, Statement } from './statement.ts';

/** A list of texts, and whether it says what is meant or what is not. */
interface Listed<T> {
  readonly except: boolean;
  readonly items: readonly T[];
}

/** The one statement behind every type of {@link Statement}. */
class Builder {
  readonly #effect: Effect;
  readonly #actions: Listed<string>;
  // Written only by the method that has just made the builder.
  #resources: Listed<string> | undefined;
  #conditions: readonly Condition[] | undefined;
  #principals: Listed<Principal> | undefined;
  #sid: string | undefined;

  constructor(effect: Effect, actions: Listed<string>) {
    this.#effect = effect;
    this.#actions = actions;
    this.#resources = this.#conditions = this.#principals = this.#sid = undefined;
  }

  on(...resources: string[]): Builder {
    return this.#onThose('.on(...)', resources, false);
  }

  onAllExcept(...resources: string[]): Builder {
    return this.#onThose('.onAllExcept(...)', resources, true);
  }

  onAnyResource(): Builder {
    return this.#onThose('.onAnyResource()', ['*'], false);
  }

  onThisResource(): Builder {
    const next = this.#copy();
    next.#resources = joined(this.#resources, [], false, 'Resource');
    return next;
  }

  /** A list of no resources says that the statement is about the one that holds the policy. */
  static isOnThisResource(statement: object): boolean {
    return #resources in statement && statement.#resources?.items.length === 0;
  }

  when(...conditions: Condition[]): Builder {
    if (conditions.length === 0 || conditions.some((each) => typeof each !== 'object'))
      throw refusal('MISSING_CONDITION', '.when(...) got no condition', 'name one, or leave .when(...) out');
    const next = this.#copy();
    next.#conditions = this.#conditions === undefined ? conditions : [...this.#conditions, ...conditions];
    return next;
  }

  to(...principals: Principal[]): Builder {
    return this.#toThose('.to(...)', principals, false);
  }

  toAllExcept(...principals: Principal[]): Builder {
    return this.#toThose('.toAllExcept(...)', principals, true);
  }

  sid(sid: string): Builder {
    if (sid === '') throw refusal('UNSUPPORTED_SID', 'a Sid cannot be empty', 'leave .sid(...) out');
    const next = this.#copy();
    next.#sid = sid;
    return next;
  }

  toJSON(): StatementJson {
    const json: { -readonly [Name in keyof StatementElements]: StatementElements[Name] } =
      this.#sid === undefined ? { Effect: this.#effect } : { Sid: this.#sid, Effect: this.#effect };
    if (this.#principals)
      json[this.#principals.except ? 'NotPrincipal' : 'Principal'] = principalBlock(this.#principals.items);
    json[this.#actions.except ? 'NotAction' : 'Action'] = this.#actions.items;
    if (this.#resources?.items.length)
      json[this.#resources.except ? 'NotResource' : 'Resource'] = this.#resources.items;
    if (this.#conditions) json.Condition = conditionBlock(this.#conditions);
    // The boundary where a statement is put together by name: of each pair the branches above set one.
    return Object.freeze(json) as StatementJson;
  }

  #onThose(method: string, resources: readonly string[], except: boolean): Builder {
    if (resources.length === 0)
      throw refusal('MISSING_RESOURCE', `${method} got no resource`, 'name one, or use .onAnyResource()');
    for (const resource of resources) mustBeText(resource);
    const next = this.#copy();
    next.#resources = joined(this.#resources, resources, except, 'Resource');
    return next;
  }

  #toThose(method: string, principals: readonly Principal[], except: boolean): Builder {
    if (principals.length === 0)
      throw refusal('MISSING_PRINCIPAL', `${method} got no principal`, 'name who is meant');
    const next = this.#copy();
    next.#principals = joined(this.#principals, principals, except, 'Principal');
    return next;
  }

  #copy(): Builder {
    const copy = new Builder(this.#effect, this.#actions);
    copy.#resources = this.#resources;
    copy.#conditions = this.#conditions;
    copy.#principals = this.#principals;
    copy.#sid = this.#sid;
    return copy;
  }
}

function joined<T>(
  before: Listed<T> | undefined,
  items: readonly T[],
  except: boolean,
  name: string,
): Listed<T> {
  if (before === undefined) return { except, items: Object.freeze(items) };
  if ((before.items.length === 0) !== (items.length === 0))
    throw combined('a statement on this resource names others', 'keep .onThisResource() or .on(...)');
  if (before.except !== except) throw combined(`${name} and Not${name} stand in one statement`, 'keep one');
  return { except, items: Object.freeze([...before.items, ...items]) };
}

function combined(what: string, keep: string): LeastwiseError {
  return refusal('UNSUPPORTED_ELEMENT_COMBINATION', what, `${keep}, or make two statements`);
}

function conditionBlock(conditions: readonly Condition[]): ConditionBlock {
  const block: Record<string, Record<string, OneOrMany<string>>> = {};
  for (const { operator, key, values } of conditions) {
    const value = values.length === 1 && values[0] !== undefined ? values[0] : Object.freeze(values);
    const keys = block[operator];
    if (keys === undefined) {
      block[operator] = { [key]: value };
      continue;
    }
    // A JSON object holds a key once: the second would silently replace the first.
    if (Object.hasOwn(keys, key))
      throw refusal(
        'CONDITION_TWICE',
        `${operator} on ${key} is given twice`,
        'put the values that may match into one call, or what must match both into two statements',
      );
    keys[key] = value;
  }
  for (const operator in block) Object.freeze(block[operator]);
  return Object.freeze(block);
}

function mustBeText(value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw refusal('MALFORMED_STATEMENT', `Resource takes non-empty text, not ${String(value)}`);
}

function mustBeAction(text: string): void {
  if (!/^(\*|[a-z0-9-]+:[A-Za-z0-9*?-]+)$/.test(text))
    throw refusal('INVALID_ACTION', `malformed action ${JSON.stringify(text)}`, 'write service:Action');
}

/** Whether the statement was said to be about the resource that holds the policy: its JSON only lacks `Resource`. */
export function isOnThisResource(statement: object): boolean {
  return Builder.isOnThisResource(statement);
}

type Begin<E extends Effect> = <A extends readonly AnyAction[]>(
  ...actions: A
) => Statement<E, A[number], A extends readonly [] ? never : 'Action'>;
type Except<E extends Effect> = Statement<E, Action, 'Action' | 'NotAction'>;
type BeginExcept<E extends Effect> = (...actions: readonly AnyAction[]) => Except<E>;

/** The boundary where the one builder takes on the statement's type: which methods may follow is for the compiler to say. */
function begin<S extends AnyStatement>(effect: Effect, except: boolean, actions: readonly string[]): S {
  if (actions.length === 0) throw refusal('MISSING_ACTION', 'a statement needs at least one action');
  for (const action of actions) mustBeAction(action);
  return new Builder(effect, { except, items: Object.freeze(actions) }) as object as S;
}

/** Starts a statement that allows the actions. */
export const allow: Begin<'Allow'> = (...actions) => begin('Allow', false, actions);

/** Starts a statement that denies the actions, whatever else allows them. */
export const deny: Begin<'Deny'> = (...actions) => begin('Deny', false, actions);

/** `NotAction` with `Deny`: denies everything but the actions, the usual form of a guard rail. */
export const denyAllExcept: BeginExcept<'Deny'> = (...actions) => begin('Deny', true, actions);

/**
 * `NotAction` with `Allow`: allows everything but the actions.
 *
 * @deprecated It also allows each action that AWS adds tomorrow. Allow what is needed with `allow(...)` and take away with `deny(...)`.
 */
export const allowAllExcept: BeginExcept<'Allow'> = (...actions) => begin('Allow', true, actions);

/** Every action of every service, `*`: for what denies everything, or an organisation's full access. */
export const anyAction: Action<'*'> = /* @__PURE__ */ unsafeAction('*');

/**
 * An action that the catalog does not know, or a pattern known only at run time. It takes every resource and key.
 *
 * @throws LeastwiseError `INVALID_ACTION`
 */
export function unsafeAction<const Name extends string>(name: Name): Action<Name> {
  mustBeAction(name);
  return name as string as Action<Name>;
}
