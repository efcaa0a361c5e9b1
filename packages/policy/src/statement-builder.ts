import type { LeastwiseError } from '@leastwise/core';
import type { Action, AnyAction } from './action.ts';
import type { Condition } from './condition.ts';
import type { ConditionBlock, Effect, OneOrMany, StatementElements, StatementJson } from './document.ts';
import { type Principal, principalBlock } from './principal.ts';
import { refusal } from './refusal.ts';
import { remembered } from './remembered.ts';
import type { AnyStatement, Statement } from './statement.ts';

/** What a statement lists under the name of an element or of its negation: `Resource` or `NotResource`. */
interface Listed<Element extends string, T> {
  readonly element: Element | `Not${Element}`;
  readonly items: readonly T[];
}

interface Beginning extends Listed<'Action', string> {
  readonly effect: Effect;
}

/** The one statement behind every type of {@link Statement}. */
class Builder {
  readonly #beginning: Beginning;
  readonly #resources: Listed<'Resource', string> | undefined;
  readonly #conditions: readonly Condition[] | undefined;
  readonly #principals: Listed<'Principal', Principal> | undefined;
  readonly #sid: string | undefined;

  constructor(
    beginning: Beginning,
    resources?: Listed<'Resource', string>,
    conditions?: readonly Condition[],
    principals?: Listed<'Principal', Principal>,
    sid?: string,
  ) {
    this.#beginning = beginning;
    this.#resources = resources;
    this.#conditions = conditions;
    this.#principals = principals;
    this.#sid = sid;
  }

  on(...resources: string[]): Builder {
    return this.#onThose('.on(...)', 'Resource', resources);
  }

  onAllExcept(...resources: string[]): Builder {
    return this.#onThose('.onAllExcept(...)', 'NotResource', resources);
  }

  onAnyResource(): Builder {
    return this.on('*');
  }

  onThisResource(): Builder {
    return this.#about(joined(this.#resources, 'Resource', []));
  }

  /** A list of no resources says that the statement is about the one that holds the policy. */
  static isOnThisResource(statement: object): boolean {
    return #resources in statement && statement.#resources?.items.length === 0;
  }

  when(...conditions: Condition[]): Builder {
    if (conditions.length === 0 || conditions.some((each: Partial<Condition> | null) => !each?.operator))
      throw refusal('MISSING_CONDITION', '.when(...) got no condition', 'name one, or leave .when(...) out');
    const all = this.#conditions === undefined ? conditions : [...this.#conditions, ...conditions];
    return new Builder(this.#beginning, this.#resources, all, this.#principals, this.#sid);
  }

  to(...principals: Principal[]): Builder {
    return this.#toThose('.to(...)', 'Principal', principals);
  }

  toAllExcept(...principals: Principal[]): Builder {
    return this.#toThose('.toAllExcept(...)', 'NotPrincipal', principals);
  }

  sid(sid: string): Builder {
    if (typeof (sid as unknown) !== 'string' || sid === '')
      throw refusal('UNSUPPORTED_SID', 'a Sid cannot be empty', 'leave .sid(...) out');
    return new Builder(this.#beginning, this.#resources, this.#conditions, this.#principals, sid);
  }

  toJSON(): StatementJson {
    const json: { -readonly [Name in keyof StatementElements]?: StatementElements[Name] } = {};
    if (this.#sid !== undefined) json.Sid = this.#sid;
    json.Effect = this.#beginning.effect;
    if (this.#principals) json[this.#principals.element] = principalBlock(this.#principals.items);
    json[this.#beginning.element] = this.#beginning.items;
    if (this.#resources?.items.length) json[this.#resources.element] = this.#resources.items;
    if (this.#conditions) json.Condition = conditionBlock(this.#conditions);
    // The boundary where a statement is put together by name: of each pair the branches above set one.
    return Object.freeze(json) as StatementJson;
  }

  #onThose(method: string, element: 'Resource' | 'NotResource', resources: readonly string[]): Builder {
    if (resources.length === 0)
      throw refusal('MISSING_RESOURCE', `${method} got no resource`, 'name one, or use .onAnyResource()');
    for (const resource of resources as readonly unknown[])
      if (typeof resource !== 'string' || resource === '')
        throw refusal('MALFORMED_STATEMENT', `Resource takes non-empty text, not ${String(resource)}`);
    return this.#about(joined(this.#resources, element, resources));
  }

  #toThose(method: string, element: 'Principal' | 'NotPrincipal', principals: readonly Principal[]): Builder {
    if (principals.length === 0 || principals.some((each: Partial<Principal> | null) => !each?.kind))
      throw refusal('MISSING_PRINCIPAL', `${method} got no principal`, 'name who is meant');
    const all = joined(this.#principals, element, principals);
    return new Builder(this.#beginning, this.#resources, this.#conditions, all, this.#sid);
  }

  #about(resources: Listed<'Resource', string>): Builder {
    return new Builder(this.#beginning, resources, this.#conditions, this.#principals, this.#sid);
  }
}

function joined<Element extends string, T>(
  before: Listed<Element, T> | undefined,
  element: Element | `Not${Element}`,
  items: readonly T[],
): Listed<Element, T> {
  if (before === undefined) return { element, items: Object.freeze(items) };
  if ((before.items.length === 0) !== (items.length === 0))
    throw combined('a statement on this resource names others', 'keep .onThisResource() or .on(...)');
  if (before.element !== element) {
    const name = element.replace('Not', '');
    throw combined(`${name} and Not${name} stand in one statement`, 'keep one');
  }
  return { element, items: Object.freeze([...before.items, ...items]) };
}

function combined(what: string, keep: string): LeastwiseError {
  return refusal('UNSUPPORTED_ELEMENT_COMBINATION', what, `${keep}, or make two statements`);
}

function conditionBlock(conditions: readonly Condition[]): ConditionBlock {
  const block: Record<string, Record<string, OneOrMany<string>>> = {};
  for (const { operator, key, values } of conditions) {
    const value = values.length === 1 && values[0] !== undefined ? values[0] : Object.freeze(values);
    if (!Object.hasOwn(block, operator)) put(block, operator, {});
    const keys = block[operator] ?? {};
    // A JSON object holds a key once: the second would silently replace the first.
    if (Object.hasOwn(keys, key))
      throw refusal(
        'CONDITION_TWICE',
        `${operator} on ${key} is given twice`,
        'put the values that may match into one call, or what must match both into two statements',
      );
    put(keys, key, value);
  }
  for (const operator in block) Object.freeze(block[operator]);
  return Object.freeze(block);
}

/** Assigned, which is twice as quick as `{ [name]: value }`; but to assign `__proto__` would make no property. */
function put<T>(target: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true });
  else target[name] = value;
}

const mustBeAction = /* @__PURE__ */ remembered((text) => {
  if (!/^(\*|[a-z0-9-]+:[A-Za-z0-9*?-]+)$/.test(text))
    throw refusal('INVALID_ACTION', `malformed action ${JSON.stringify(text)}`, 'write service:Action');
  return text;
});

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
function begin<S extends AnyStatement>(
  effect: Effect,
  element: Beginning['element'],
  actions: readonly string[],
): S {
  if (actions.length === 0) throw refusal('MISSING_ACTION', 'a statement needs at least one action');
  actions.forEach(mustBeAction);
  return new Builder({ effect, element, items: Object.freeze(actions) }) as object as S;
}

/** Starts a statement that allows the actions. */
export const allow: Begin<'Allow'> = (...actions) => begin('Allow', 'Action', actions);

/** Starts a statement that denies the actions, whatever else allows them. */
export const deny: Begin<'Deny'> = (...actions) => begin('Deny', 'Action', actions);

/** `NotAction` with `Deny`: denies everything but the actions, the usual form of a guard rail. */
export const denyAllExcept: BeginExcept<'Deny'> = (...actions) => begin('Deny', 'NotAction', actions);

/**
 * `NotAction` with `Allow`: allows everything but the actions.
 *
 * @deprecated It also allows each action that AWS adds tomorrow. Allow what is needed with `allow(...)` and take away with `deny(...)`.
 */
export const allowAllExcept: BeginExcept<'Allow'> = (...actions) => begin('Allow', 'NotAction', actions);

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
