import { resourcePieces } from '../input/pattern.ts';
import type { Statement } from '../input/statement.ts';
import type { Inquiry } from './inquiry.ts';
import { type Ask, type TextMatcher, textMatcher } from './text-matcher.ts';

/** Whether a statement speaks of the resource; nothing for one that speaks of every resource. */
export function resourceMatcher(
  { resource, variables }: Statement,
  ask: Ask,
): ((inquiry: Inquiry) => boolean) | undefined {
  if (resource === undefined || (!resource.not && resource.entries.includes('*'))) return undefined;
  const matchers = resource.entries.map((entry) => textMatcher(resourcePieces(entry, variables), ask));
  const wanted = !resource.not;
  return (inquiry) => isAny(matchers, inquiry) === wanted;
}

function isAny(matchers: readonly TextMatcher[], inquiry: Inquiry): boolean {
  for (let i = 0; i < matchers.length; i++) if (matchers[i]?.(inquiry.resource, inquiry)) return true;
  return false;
}
