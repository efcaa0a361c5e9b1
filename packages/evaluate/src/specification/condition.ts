/*
 * Conditions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
import type { ConditionValue } from '@leastwise/policy';
import type { ConditionTest, Statement } from '../input/statement.ts';
import { contextValue, isList, type Situation } from '../input/situation.ts';
import type { ContextValue } from '../request.ts';
import { readBool } from '../values/bool.ts';
import { textOf } from '../values/text.ts';
import { absentKeysOf, canEverMatch, compare } from './comparison.ts';
import { all, any, certain, not, type Truth } from './truth.ts';

/** Whether one key passes one operator. Several operators and several keys must all pass; of several values one is enough. */
export function conditionHolds(test: ConditionTest, statement: Statement, situation: Situation): Truth {
  if (test.operator.comparison === 'Null') return nullHolds(test, situation);
  const given = contextValue(situation, test.key);
  const values = given === undefined ? [] : isList(given) ? given : [given];
  if (values.length > 0) return valuesPass(test, values, statement, situation);
  const now = absentPasses(test);
  return given === undefined ? openWithoutKey(test, now, statement, situation) : certain(now);
}

/** `"Null": {"key": "true"}` asks that the key be absent, or that all there is of it be empty text. */
function nullHolds({ name, key, values }: ConditionTest, situation: Situation): Truth {
  const given = contextValue(situation, key);
  const wants = (absent: boolean): boolean => values.some((value) => readBool(value) === absent);
  if (given === undefined) return { now: wants(true), open: wants(true) !== wants(false), keys: [name] };
  return certain(wants((isList(given) ? given : [given]).every(isEmpty)));
}

/** What an absent key answers. */
function absentPasses({ operator }: ConditionTest): boolean {
  if (operator.ifExists || operator.set === 'ForAllValues') return true;
  return operator.set === 'ForAnyValue' ? false : operator.negated;
}

function openWithoutKey(
  { operator, name, values }: ConditionTest,
  now: boolean,
  statement: Statement,
  situation: Situation,
): Truth {
  const matching = values.filter((value) => canEverMatch(operator.comparison, value, statement, situation));
  // A positive operator passes only with a value that matches, a negated one fails only with one.
  const open = now === operator.negated ? matching.length > 0 : true;
  // What the key is compared with may be absent too: then both together can make the difference.
  const compared = matching.flatMap((value) =>
    absentKeysOf(operator.comparison, value, statement, situation),
  );
  return { now, open, keys: [name, ...compared] };
}

function valuesPass(
  { operator, values }: ConditionTest,
  given: readonly ContextValue[],
  statement: Statement,
  situation: Situation,
): Truth {
  const found = given.map((value) => any(values.map((each) => compareWith(each, value))));
  // An empty text counts as an empty set.
  const isEmptySet = given.every(isEmpty);
  switch (operator.set) {
    case 'ForAllValues':
      return isEmptySet ? certain(true) : all(found.map(passes));
    case 'ForAnyValue':
      return isEmptySet ? certain(false) : any(found.map(passes));
    case undefined:
      return passes(any(found));
  }

  function passes(matches: Truth): Truth {
    return operator.negated ? not(matches) : matches;
  }

  function compareWith(value: ConditionValue, requestValue: ContextValue): Truth {
    return compare(operator.comparison, value, requestValue, statement, situation);
  }
}

function isEmpty(value: ContextValue): boolean {
  return textOf(value) === '';
}
