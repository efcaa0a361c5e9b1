import { freeze, LeastwiseError } from '@leastwise/core';
import type { Action, AnyAction } from './action.ts';
import type { Condition } from './condition.ts';
import type { ConditionBlock, Effect, OneOrMany, StatementJson } from './document.ts';
import { type Principal, principalBlock } from './principal.ts';
import type { AnyStatement, Statement } from './statement.ts';

/** A list of texts, and whether it says what is meant or what is not. */
interface Listed<T> {
  readonly except: boolean;
  readonly items: readonly T[];
}

/** Every member is always there: objects of one shape are what engines copy quickly. */
interface Parts {
  readonly effect: Effect;
  readonly actions: Listed<string>;
  readonly resources: Listed<string> | undefined;
  readonly conditions: readonly Condition[] | undefined;
  readonly principals: Listed<Principal> | undefined;
  readonly sid: string | undefined;
}

/** The one statement behind every type of {@link Statement}. */
class Builder {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  on(...resources: string[]): Builder {
    return this.#onThose('.on(...)', resources, false);
  }

  onAllExcept(...resources: string[]): Builder {
    return this.#onThose('.onAllExcept(...)', resources, true);
  }

  onAnyResource(): Builder {
    return this.#with({ resources: { except: false, items: ['*'] } });
  }

  when(...conditions: Condition[]): Builder {
    if (conditions.length === 0)
      throw wrong('NO_CONDITION', '.when(...) got no condition', 'name one, or leave .when(...) out');
    const before = this.#parts.conditions;
    return this.#with({ conditions: before === undefined ? conditions : [...before, ...conditions] });
  }

  to(...principals: Principal[]): Builder {
    return this.#toThose('.to(...)', principals, false);
  }

  toAllExcept(...principals: Principal[]): Builder {
    return this.#toThose('.toAllExcept(...)', principals, true);
  }

  sid(sid: string): Builder {
    if (!/^[A-Za-z0-9]+$/.test(sid))
      throw wrong('MALFORMED_SID', `a Sid takes only A-Z, a-z and 0-9: ${JSON.stringify(sid)}`);
    return this.#with({ sid });
  }

  toJSON(): StatementJson {
    const { effect, actions, resources, conditions, principals, sid } = this.#parts;
    const json: { -readonly [Name in keyof StatementJson]: StatementJson[Name] } =
      sid === undefined ? { Effect: effect } : { Sid: sid, Effect: effect };
    if (principals)
      json[principals.except ? 'NotPrincipal' : 'Principal'] = freeze(principalBlock(principals.items));
    json[actions.except ? 'NotAction' : 'Action'] = actions.items;
    if (resources) json[resources.except ? 'NotResource' : 'Resource'] = resources.items;
    if (conditions) json.Condition = conditionBlock(conditions);
    return Object.freeze(json);
  }

  #onThose(method: string, resources: readonly string[], except: boolean): Builder {
    if (resources.length === 0)
      throw wrong('NO_RESOURCE', `${method} got no resource`, 'name one, or use .onAnyResource()');
    for (const resource of resources) mustBeText(resource, 'Resource');
    return this.#with({ resources: joined(this.#parts.resources, resources, except, 'Resource') });
  }

  #toThose(method: string, principals: readonly Principal[], except: boolean): Builder {
    if (principals.length === 0)
      throw wrong('NO_PRINCIPAL', `${method} got no principal`, 'name who is meant');
    return this.#with({ principals: joined(this.#parts.principals, principals, except, 'Principal') });
  }

  #with(parts: Partial<Parts>): Builder {
    return new Builder({ ...this.#parts, ...parts });
  }
}

function joined<T>(
  before: Listed<T> | undefined,
  items: readonly T[],
  except: boolean,
  name: string,
): Listed<T> {
  if (before === undefined) return { except, items: Object.freeze(items) };
  if (before.except !== except)
    throw wrong(
      'UNSUPPORTED_ELEMENT_COMBINATION',
      `${name} and Not${name} stand in one statement`,
      'keep one, or make two statements',
    );
  return { except, items: Object.freeze([...before.items, ...items]) };
}

function conditionBlock(conditions: readonly Condition[]): ConditionBlock {
  const block: Record<string, Record<string, OneOrMany<string>>> = {};
  for (const { operator, key, values } of conditions) {
    const keys = (block[operator] ??= {});
    // A JSON object holds a key once: the second would silently replace the first.
    if (Object.hasOwn(keys, key))
      throw wrong(
        'CONDITION_TWICE',
        `${operator} on ${key} is given twice`,
        'put the values that may match into one call, or what must match both into two statements',
      );
    keys[key] = values.length === 1 && values[0] !== undefined ? values[0] : Object.freeze(values);
  }
  for (const operator in block) Object.freeze(block[operator]);
  return Object.freeze(block);
}

function mustBeText(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '')
    throw wrong('MALFORMED_STATEMENT', `${path} takes non-empty text, not ${String(value)}`);
}

function wrong(code: string, what: string, hint?: string): LeastwiseError {
  return new LeastwiseError({ code, what, hint });
}

type Begin<E extends Effect> = <A extends readonly AnyAction[]>(
  ...actions: A
) => Statement<E, A[number], A extends readonly [] ? never : 'Action'>;
type Except<E extends Effect> = Statement<E, Action, 'Action' | 'NotAction'>;
type BeginExcept<E extends Effect> = (...actions: readonly AnyAction[]) => Except<E>;

/** The boundary where the one builder takes on the statement's type: which methods may follow is for the compiler to say. */
function begin<S extends AnyStatement>(effect: Effect, except: boolean, actions: readonly string[]): S {
  if (actions.length === 0) throw wrong('NO_ACTION', 'a statement needs at least one action');
  for (const action of actions) {
    if (!ACTION.test(action))
      throw wrong('MALFORMED_ACTION', `malformed action ${JSON.stringify(action)}`, 'write service:Action');
  }
  return new Builder({
    effect,
    actions: { except, items: Object.freeze(actions) },
    resources: undefined,
    conditions: undefined,
    principals: undefined,
    sid: undefined,
  }) as object as S;
}

const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?-]+)$/;

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
 * @throws LeastwiseError `MALFORMED_ACTION`
 */
export function unsafeAction<const Name extends string>(name: Name): Action<Name> {
  if (!ACTION.test(name))
    throw wrong('MALFORMED_ACTION', `malformed action ${JSON.stringify(name)}`, 'write service:Action');
  return name as string as Action<Name>;
}
