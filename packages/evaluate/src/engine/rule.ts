import type { Caller } from '../input/caller.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { type ConditionMatcher, conditionMatcher } from './condition-matcher.ts';
import { DIRECT, type Meaning, NOT_MEANT, principalMatcher } from './principal-matcher.ts';
import { resourceMatcher } from './resource-matcher.ts';

/** A statement, compiled but for its action, which the index answers. */
export interface Rule {
  readonly statement: Statement;
  readonly principal: ((caller: Caller) => Meaning) | undefined;
  readonly resource: ((situation: Situation) => boolean) | undefined;
  readonly conditions: readonly ConditionMatcher[];
}

export function compileRule(statement: Statement, hasBoundary: boolean): Rule {
  return {
    statement,
    principal: principalMatcher(statement, hasBoundary),
    resource: resourceMatcher(statement),
    conditions: statement.conditions.map((test) => conditionMatcher(test, statement.variables)),
  };
}

/** How the rule means the caller if all of it matches; cheap questions come first. */
export function applyRule(rule: Rule, situation: Situation): Meaning {
  const { caller } = situation;
  if (!bears(rule.statement, caller)) return NOT_MEANT;
  const meaning = rule.principal === undefined ? DIRECT : rule.principal(caller);
  if (meaning === NOT_MEANT) return NOT_MEANT;
  if (rule.resource !== undefined && !rule.resource(situation)) return NOT_MEANT;
  for (const holds of rule.conditions) if (!holds(situation)) return NOT_MEANT;
  return meaning;
}

function bears({ type }: Statement, { account, kind, serviceLinked }: Caller): boolean {
  if (type === 'resource' || type === 'vpcEndpoint') return true;
  if (type === 'rcps') return !serviceLinked;
  if (type === 'scps') return account !== undefined && !serviceLinked;
  return account !== undefined && kind !== 'root';
}
