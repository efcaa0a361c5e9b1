import type { ConditionTest } from '../input/statement.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import { readBool } from '../values/bool.ts';
import { textOf } from '../values/text.ts';
import { type ValueMatcher, valueMatcher } from './value-matcher.ts';
import type { ContextValue } from '../request.ts';

export type ConditionMatcher = (situation: Situation) => boolean;

/** Compiles one key under one operator. */
export function conditionMatcher(test: ConditionTest, variables: boolean): ConditionMatcher {
  const { key, operator, values } = test;
  if (operator.comparison === 'Null') {
    const ifAbsent = values.some((value) => readBool(value) === true);
    const ifPresent = values.some((value) => readBool(value) === false);
    return (situation) => (isPresent(contextValue(situation, key)) ? ifPresent : ifAbsent);
  }
  const matches = valueMatcher(operator.comparison, values, variables);
  const passes = setMatcher(operator.set, matches, operator.negated);
  const ifAbsent =
    operator.ifExists || operator.set === 'ForAllValues' || (operator.negated && operator.set === undefined);
  return (situation) => {
    const given = contextValue(situation, key);
    return isPresent(given) ? passes(given, situation) : ifAbsent;
  };
}

type Given = ContextValue | readonly ContextValue[];

function isPresent(given: Given | undefined): given is Given {
  return given !== undefined && !(isList(given) && given.length === 0);
}

function setMatcher(
  set: ConditionTest['operator']['set'],
  matches: ValueMatcher,
  negated: boolean,
): (given: Given, situation: Situation) => boolean {
  const some = (given: Given, situation: Situation, wanted: boolean): boolean => {
    if (!isList(given)) return matches(given, situation) === wanted;
    for (const value of given) if (matches(value, situation) === wanted) return true;
    return false;
  };
  switch (set) {
    case 'ForAllValues':
      return (given, situation) => isEmptyText(given) || !some(given, situation, negated);
    case 'ForAnyValue':
      return (given, situation) => some(given, situation, !negated);
    case undefined:
      return (given, situation) => some(given, situation, true) !== negated;
  }
}

function isEmptyText(given: Given): boolean {
  return isList(given) ? given.every((value) => textOf(value) === '') : given === '';
}
