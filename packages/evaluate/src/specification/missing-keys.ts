import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import { allowed, needsNoPermission } from './order.ts';
import type { Match } from './statement.ts';

/**
 * The absent keys that could change the effect, in alphabetical order. Every condition on an absent key is taken to be open,
 * each for itself; a key counts if one of its statements, by matching or not, can make the difference.
 */
export function missingKeys(
  matches: readonly Match[],
  policies: PolicySet,
  situation: Situation,
): readonly string[] {
  if (needsNoPermission(situation)) return [];
  const denies = matches.filter(({ statement }) => statement.effect === 'Deny');
  // Nothing gets past a Deny that is certain.
  if (denies.some(({ whole }) => whole.now && !whole.open)) return [];
  const deciding = [
    ...denies.filter(({ whole }) => whole.open),
    ...decidingAllows(
      matches.filter(({ statement }) => statement.effect === 'Allow'),
      policies,
      situation,
    ),
  ];
  return distinct(deciding.flatMap(({ whole }) => whole.keys));
}

/** The open Allow statements on which it depends, whatever the other open ones do. */
function decidingAllows(
  matches: readonly Match[],
  policies: PolicySet,
  situation: Situation,
): readonly Match[] {
  const certain = matches.filter(({ whole }) => whole.now && !whole.open);
  const settled = new Set(certain.map(placeOf));
  const open = matches.filter((match) => match.whole.open && !settled.has(placeOf(match)));
  const isAllowed = (more: readonly Match[]): boolean =>
    allowed([...certain, ...more], policies, situation).effect === 'Allow';
  const types = [...new Set(open.map(typeOf))];
  const openOf = (some: readonly string[]): readonly Match[] =>
    open.filter((match) => some.includes(typeOf(match)));
  const decides = (type: string): boolean =>
    subsets(types.filter((other) => other !== type)).some(
      (others) => isAllowed(openOf(others)) !== isAllowed(openOf([...others, type])),
    );
  return openOf(types.filter(decides));
}

/** Statements of one place do the same for the decision. */
function placeOf(match: Match): string {
  return `${typeOf(match)} ${match.statement.level}`;
}

function typeOf({ statement, grant }: Match): string {
  return statement.type === 'resource' ? `resource ${grant ?? ''}` : statement.type;
}

function subsets(items: readonly string[]): readonly (readonly string[])[] {
  return items.reduce<readonly (readonly string[])[]>(
    (sofar, item) => [...sofar, ...sofar.map((subset) => [...subset, item])],
    [[]],
  );
}

/** Keys are the same in any case; of several spellings the first by alphabet is kept. */
function distinct(keys: readonly string[]): readonly string[] {
  const sorted = [...new Set(keys)].sort();
  return [...new Map(sorted.reverse().map((key) => [key.toLowerCase(), key])).values()].sort();
}
