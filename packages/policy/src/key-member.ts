import type { ConditionKey, KeyKind } from './condition-key.ts';
import { conditionKey } from './make-condition-key.ts';
import { refusal } from './refusal.ts';
import { remembered } from './remembered.ts';

/** A condition key, or what makes one where `{}` in its name stands for a part that the user gives. */
export function keyMember(kind: KeyKind, name: string): ConditionKey | ((part: string) => ConditionKey) {
  const [head = '', tail] = name.split('{}');
  return tail === undefined
    ? conditionKey(kind, name)
    : remembered((part) => {
        const given: unknown = part;
        if (typeof given !== 'string' || given === '')
          throw refusal('MALFORMED_PARAMETER', `${head} takes non-empty text, not ${String(given)}`);
        return conditionKey(kind, head + part + tail);
      });
}
