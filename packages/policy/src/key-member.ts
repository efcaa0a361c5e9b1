import { type ConditionKey, conditionKey, type KeyKind } from './condition-key.ts';
import { remembered } from './remembered.ts';

/** A condition key, or what makes one where `{}` in its name stands for a part that the user gives. */
export function keyMember(kind: KeyKind, name: string): ConditionKey | ((part: string) => ConditionKey) {
  const [head = '', tail] = name.split('{}');
  return tail === undefined
    ? conditionKey(kind, name)
    : remembered((part) => conditionKey(kind, head + part + tail));
}
