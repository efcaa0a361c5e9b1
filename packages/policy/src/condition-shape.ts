import type { Step } from './json-source.ts';
import { members, type Refuse, show } from './shape-values.ts';

/** The grammar of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR =
  /^(?:Null|(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?)$/;

/** Refuses what is no `Condition` block. */
export function checkCondition(value: unknown, path: readonly Step[], refuse: Refuse): void {
  for (const [operator, keys] of Object.entries(members(value, path, 'a condition', refuse))) {
    if (!OPERATOR.test(operator))
      refuse({
        code: 'INVALID_CONDITION_OPERATOR',
        path: [...path, operator],
        what: `\`${operator}\` is no condition operator`,
        hint: 'operators are written like StringEquals, NumericLessThan or ForAnyValue:StringLike',
      });
    for (const [key, values] of Object.entries(
      members(keys, [...path, operator], 'what an operator takes', refuse),
    ))
      checkConditionValues(values, [...path, operator, key], refuse);
  }
}

function checkConditionValues(values: unknown, path: readonly Step[], refuse: Refuse): void {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  list.forEach((item, i) => {
    if (['string', 'number', 'boolean'].includes(typeof item)) return;
    refuse({
      code: 'DATA_TYPE_MISMATCH',
      path: Array.isArray(values) ? [...path, i] : path,
      what: `a condition compares with text, numbers, true and false, not with ${show(item)}`,
    });
  });
}
