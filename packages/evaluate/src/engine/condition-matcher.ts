import type { ConditionTest } from '../input/statement.ts';
import { isList } from '../input/situation.ts';
import type { ContextValue } from '../request.ts';
import { readBool } from '../values/bool.ts';
import { textOf } from '../values/text.ts';
import { type Given, type Inquiry, valueOf } from './inquiry.ts';
import type { Ask } from './text-matcher.ts';
import { type ValueMatcher, valueMatcher } from './value-matcher.ts';

export type ConditionMatcher = (inquiry: Inquiry) => boolean;

/** Compiles one key under one operator. */
export function conditionMatcher(test: ConditionTest, variables: boolean, ask: Ask): ConditionMatcher {
  const { operator, values } = test;
  const asked = ask(test.key);
  if (operator.comparison === 'Null') {
    const ifAbsent = values.some((value) => readBool(value) === true);
    const ifPresent = values.some((value) => readBool(value) === false);
    return (inquiry) => {
      const given = valueOf(inquiry, asked);
      return isPresent(given) && !isEmptyText(given) ? ifPresent : ifAbsent;
    };
  }
  const matches = valueMatcher(operator.comparison, values, variables, ask);
  const passes = setMatcher(operator.set, matches, operator.negated);
  const ifAbsent =
    operator.ifExists || operator.set === 'ForAllValues' || (operator.negated && operator.set === undefined);
  return (inquiry) => {
    const given = valueOf(inquiry, asked);
    return isPresent(given) ? passes(given, inquiry) : ifAbsent;
  };
}

function isPresent(given: Given | undefined): given is Given {
  return given !== undefined && !(isList(given) && given.length === 0);
}

function setMatcher(
  set: ConditionTest['operator']['set'],
  matches: ValueMatcher,
  negated: boolean,
): (given: Given, inquiry: Inquiry) => boolean {
  switch (set) {
    case 'ForAllValues':
      return (given, inquiry) => isEmptyText(given) || !isSome(matches, given, inquiry, negated);
    case 'ForAnyValue':
      return (given, inquiry) => !isEmptyText(given) && isSome(matches, given, inquiry, !negated);
    case undefined:
      return (given, inquiry) => isSome(matches, given, inquiry, true) !== negated;
  }
}

/** Whether for one of the values the answer is the one that is wanted. */
function isSome(matches: ValueMatcher, given: Given, inquiry: Inquiry, wanted: boolean): boolean {
  if (!isList(given)) return matches(given, inquiry) === wanted;
  for (let i = 0; i < given.length; i++) {
    const value = given[i];
    if (value !== undefined && matches(value, inquiry) === wanted) return true;
  }
  return false;
}

function isEmptyText(given: Given): boolean {
  return isList(given) ? given.every(isEmpty) : given === '';
}

function isEmpty(value: ContextValue): boolean {
  return textOf(value) === '';
}
