import { LeastwiseError } from '@leastwise/core';
import type { AccessLevel, ActionFacts } from './action.ts';

/** What AWS's service reference says of an action. */
export interface ActionDescription {
  readonly level: AccessLevel;
  /** Types of resource that the action works on: `s3:object`. Empty where it works on no particular one. */
  readonly resourceTypes: readonly string[];
  /** Condition keys that its requests carry, beside the global ones; `${...}` stands where a name is the user's. */
  readonly conditionKeys: readonly string[];
  /** Actions that a caller needs too for the action to succeed, as the last data set that has them says, of December 2025. */
  readonly dependentActions: readonly string[];
}

type OfLevel<Actions, Level extends AccessLevel> = {
  [Name in keyof Actions]: Actions[Name] extends ActionFacts<Level, never, never> ? Actions[Name] : never;
}[keyof Actions];

/** What {@link checkAgainst} asks of a service, whichever it is. */
export interface KnownService {
  /** What stands before the colon in its actions. */
  readonly prefix: string;
  /** The actions that a pattern stands for. */
  expand(pattern: string): readonly string[];
  /** What is known of an action; `undefined` where it is none. Case does not count. */
  find(action: string): ActionDescription | undefined;
  /** The type of an ARN of the service's resource types. */
  typeOf(arn: string): string | undefined;
  /** What a condition key holds, by the letter of its kind. */
  kindOf(key: string): string | undefined;
}

/** The facts of a service that a policy does not need, in a module of their own so that none pays for them. */
export interface ServiceFacts<Actions> extends KnownService {
  /** @throws LeastwiseError `INVALID_ACTION` for text that the compiler could not check */
  describe(action: Extract<Actions[keyof Actions], string>): ActionDescription;
  /** The actions of an access level, each by its name, in the catalog's order. */
  level<const Level extends AccessLevel>(level: Level): readonly OfLevel<Actions, Level>[];
}

const LEVELS: Readonly<Record<string, AccessLevel>> = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  T: 'Tagging',
  P: 'Permissions management',
};

/** What the generator packs of a service: sets are lists of indexes, all indexes in base 36. */
export interface PackedFacts {
  /** For each action `<level><set of types>.<set of keys>`, joined by spaces, in the order of `expand('*')`. */
  readonly rows: string;
  readonly types: readonly string[];
  readonly typeSets: readonly string[];
  /** Each with the letter of its kind before it. */
  readonly keys: readonly string[];
  readonly keySets: readonly string[];
  /** `Name needed needed`, for each action that needs others. */
  readonly dependents: readonly string[];
}

interface PackedService {
  readonly prefix: string;
  expand(pattern: string): readonly string[];
  parse(arn: string): { readonly type: string } | undefined;
}

/** Unfolds what the generator packed. */
export function serviceFacts(service: PackedService, packed: PackedFacts): object {
  const actions = service.expand('*');
  const rows = new Map(packed.rows.split(' ').map((row, i) => [actions[i]?.toLowerCase(), row]));
  const needed = new Map(packed.dependents.map((row) => [row.split(' ')[0], row.split(' ').slice(1)]));
  const names = packed.keys.map((key) => key.slice(1));
  const kinds = packed.keys.map((key) => {
    const name = key.slice(1);
    return { name, pattern: patternOf(name), kind: key.charAt(0) };
  });

  const find = (given: unknown): ActionDescription | undefined => {
    const action = String(given);
    const row = rows.get(action.toLowerCase());
    const level = LEVELS[row?.charAt(0) ?? ''];
    if (row === undefined || level === undefined) return undefined;
    const [types = '', keys = ''] = row.slice(1).split('.');
    return {
      level,
      resourceTypes: pick(packed.types, packed.typeSets, types),
      conditionKeys: pick(names, packed.keySets, keys),
      dependentActions: needed.get(action.slice(action.indexOf(':') + 1)) ?? [],
    };
  };
  return {
    prefix: service.prefix,
    expand: (pattern: unknown) => service.expand(String(pattern)),
    find,
    typeOf: (arn: string) => service.parse(arn)?.type,
    kindOf: (key: string) => {
      const fitting = kinds.filter(({ pattern }) => pattern.test(key));
      return (fitting.find(({ name }) => name.toLowerCase() === key.toLowerCase()) ?? fitting[0])?.kind;
    },
    level: (level: AccessLevel): readonly string[] =>
      actions.filter((action) => find(action)?.level === level),
    describe: (action: unknown): ActionDescription => {
      const found = find(action);
      if (found === undefined)
        throw new LeastwiseError({
          code: 'INVALID_ACTION',
          what: `\`${String(action)}\` is no action that the catalog knows`,
        });
      return found;
    },
  };
}

/** A condition key as a pattern; `${...}` and `<...>` stand for what the user says, and case does not count. */
export function patternOf(key: string): RegExp {
  const source = key
    .split(/\$\{[^}]+\}|<[^>]+>/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
  return new RegExp(`^${source}$`, 'i');
}

function pick(names: readonly string[], sets: readonly string[], set: string): readonly string[] {
  const indexes = sets[parseInt(set, 36)] ?? '';
  return indexes
    .split(' ')
    .filter(Boolean)
    .map((index) => names[parseInt(index, 36)] ?? '');
}
