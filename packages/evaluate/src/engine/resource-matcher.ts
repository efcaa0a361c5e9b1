import { resourcePieces } from '../input/pattern.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { type TextMatcher, textMatcher } from './text-matcher.ts';

/** Whether a statement speaks of the resource; nothing for one that speaks of every resource. */
export function resourceMatcher({
  resource,
  variables,
}: Statement): ((situation: Situation) => boolean) | undefined {
  if (resource === undefined || (!resource.not && resource.entries.includes('*'))) return undefined;
  const matchers = resource.entries.map((entry) => textMatcher(resourcePieces(entry, variables)));
  const wanted = !resource.not;
  return (situation) => isAny(matchers, situation) === wanted;
}

function isAny(matchers: readonly TextMatcher[], situation: Situation): boolean {
  for (const matches of matchers) if (matches(situation.resource, situation)) return true;
  return false;
}
