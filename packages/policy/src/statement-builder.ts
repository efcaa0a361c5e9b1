import { LeastwiseError } from '@leastwise/core';
import type { Action, AnyAction } from './action.ts';
import type { Effect } from './checks.ts';
import type { Condition } from './condition.ts';
import type { ConditionBlock, OneOrMany, StatementJson } from './document.ts';
import { type Principal, principalBlock } from './principal.ts';
import type { AnyStatement, Statement } from './statement.ts';

interface Parts {
  readonly effect: Effect;
  readonly actions: readonly string[];
  /** Whether the actions are those that are meant, or those that are not. */
  readonly except: boolean;
  readonly resources?: readonly string[];
  readonly conditions?: readonly Condition[];
  readonly principals?: readonly Principal[];
  readonly sid?: string;
}

/** The one statement behind every type of {@link Statement}. */
class Builder {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  on(...resources: string[]): Builder {
    if (resources.length === 0)
      throw wrong('NO_RESOURCE', '.on(...) got no resource', 'name one, or use .onAnyResource()');
    for (const resource of resources) mustBeText(resource, 'Resource');
    return this.#with({ resources: [...(this.#parts.resources ?? []), ...resources] });
  }

  onAnyResource(): Builder {
    return this.#with({ resources: ['*'] });
  }

  when(...conditions: Condition[]): Builder {
    if (conditions.length === 0)
      throw wrong('NO_CONDITION', '.when(...) got no condition', 'name one, or leave .when(...) out');
    return this.#with({ conditions: [...(this.#parts.conditions ?? []), ...conditions] });
  }

  to(...principals: Principal[]): Builder {
    if (principals.length === 0)
      throw wrong('NO_PRINCIPAL', '.to(...) got no principal', 'name who is meant');
    return this.#with({ principals: [...(this.#parts.principals ?? []), ...principals] });
  }

  sid(sid: string): Builder {
    if (!/^[A-Za-z0-9]+$/.test(sid))
      throw wrong('MALFORMED_SID', `a Sid takes only A-Z, a-z and 0-9: ${JSON.stringify(sid)}`);
    return this.#with({ sid });
  }

  toJSON(): StatementJson {
    const { effect, actions, except, resources, conditions, principals, sid } = this.#parts;
    const json: { -readonly [Element in keyof StatementJson]: StatementJson[Element] } =
      sid === undefined ? { Effect: effect } : { Sid: sid, Effect: effect };
    if (principals) json.Principal = principalBlock(principals);
    if (except) json.NotAction = actions;
    else json.Action = actions;
    if (resources) json.Resource = resources;
    if (conditions) json.Condition = conditionBlock(conditions);
    return json;
  }

  #with(parts: Partial<Parts>): Builder {
    return new Builder({ ...this.#parts, ...parts });
  }
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
    const [only, ...more] = values;
    keys[key] = only !== undefined && more.length === 0 ? only : values;
  }
  return block;
}

function mustBeText(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '')
    throw wrong('MALFORMED_STATEMENT', `${path} takes non-empty text, not ${String(value)}`);
}

function wrong(code: string, what: string, hint?: string): LeastwiseError {
  return new LeastwiseError({ code, what, hint });
}

type Fresh<E extends Effect, A extends AnyAction> = Statement<E, A, false, false>;
type Begin<E extends Effect> = <A extends readonly AnyAction[]>(...actions: A) => Fresh<E, A[number]>;
type BeginExcept<E extends Effect> = (...actions: readonly AnyAction[]) => Fresh<E, Action>;

function begin(effect: Effect, except: boolean, actions: readonly string[]): AnyStatement {
  if (actions.length === 0) throw wrong('NO_ACTION', 'a statement needs at least one action');
  for (const action of actions) {
    if (!ACTION.test(action))
      throw wrong('MALFORMED_ACTION', `malformed action ${JSON.stringify(action)}`, 'write service:Action');
  }
  // The boundary where the one builder takes on the statement's type: which methods may follow is for the compiler to say.
  return new Builder({ effect, actions, except }) as object as AnyStatement;
}

/** One action of AWS has a hyphen in its name: `vpc-lattice:AssociateViaAWSService-EventsAndStates`. */
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?-]+)$/;

/** Starts a statement that allows the actions. */
export const allow: Begin<'Allow'> = (...actions) => begin('Allow', false, actions) as Fresh<'Allow', never>;

/** Starts a statement that denies the actions, whatever else allows them. */
export const deny: Begin<'Deny'> = (...actions) => begin('Deny', false, actions) as Fresh<'Deny', never>;

/** `NotAction` with `Deny`: denies everything but the actions, the usual form of a guard rail. */
export const denyAllExcept: BeginExcept<'Deny'> = (...actions) =>
  begin('Deny', true, actions) as Fresh<'Deny', Action>;

/**
 * `NotAction` with `Allow`: allows everything but the actions.
 *
 * @deprecated It also allows each action that AWS adds tomorrow. Allow what is needed with `allow(...)` and take away with `deny(...)`.
 */
export const allowAllExcept: BeginExcept<'Allow'> = (...actions) =>
  begin('Allow', true, actions) as Fresh<'Allow', Action>;

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
