import { LeastwiseError } from '@leastwise/core';
import type { AccessLevel, ActionFacts } from './action.ts';

/** What AWS's service reference says of an action. */
export interface ActionDescription {
  readonly level: AccessLevel;
  /** Types of resource that the action works on: `s3:object`. Empty where it works on no particular one. */
  readonly resourceTypes: readonly string[];
  /** Condition keys that its requests carry, beside the global ones; `${...}` stands where a name is the user's. */
  readonly conditionKeys: readonly string[];
  /** Actions that a caller needs too for the action to succeed, as AWS last published them in December 2025. */
  readonly dependentActions: readonly string[];
}

type OfLevel<Actions, Level extends AccessLevel> = {
  [Name in keyof Actions]: Actions[Name] extends ActionFacts<Level, never, never> ? Actions[Name] : never;
}[keyof Actions];

/** The facts of a service that a policy does not need, in a module of their own so that none pays for them. */
export interface ServiceFacts<Actions> {
  /** @throws LeastwiseError `UNKNOWN_ACTION` for text that the compiler could not check */
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
  readonly keys: readonly string[];
  readonly keySets: readonly string[];
  /** `Name needed needed`, for each action that needs others. */
  readonly dependents: readonly string[];
}

/** Unfolds what the generator packed. */
export function serviceFacts(
  service: { expand(pattern: string): readonly string[] },
  packed: PackedFacts,
): object {
  const actions = service.expand('*');
  const rows = new Map(packed.rows.split(' ').map((row, i) => [actions[i], row]));
  const needed = new Map(packed.dependents.map((row) => [row.split(' ')[0], row.split(' ').slice(1)]));
  const levelOf = (row: string | undefined): AccessLevel | undefined => LEVELS[row?.charAt(0) ?? ''];

  return {
    level: (level: AccessLevel): readonly string[] =>
      actions.filter((action) => levelOf(rows.get(action)) === level),
    describe: (action: string): ActionDescription => {
      const row = rows.get(action);
      const level = levelOf(row);
      if (row === undefined || level === undefined)
        throw new LeastwiseError({
          code: 'UNKNOWN_ACTION',
          what: `\`${action}\` is no action that the catalog knows`,
        });
      const [types = '', keys = ''] = row.slice(1).split('.');
      return {
        level,
        resourceTypes: pick(packed.types, packed.typeSets, types),
        conditionKeys: pick(packed.keys, packed.keySets, keys),
        dependentActions: needed.get(action.slice(action.indexOf(':') + 1)) ?? [],
      };
    },
  };
}

function pick(names: readonly string[], sets: readonly string[], set: string): readonly string[] {
  const indexes = sets[parseInt(set, 36)] ?? '';
  return indexes
    .split(' ')
    .filter(Boolean)
    .map((index) => names[parseInt(index, 36)] ?? '');
}
