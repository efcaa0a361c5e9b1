import type { Context as EvaluationContext, ContextValue } from '@leastwise/evaluate';
import type * as iam from '../../generated/iam.js';
import { Refusal } from '../protocol/refusal.ts';

/** The context of a simulated request: what the caller of the simulation gives, and the time. */
export function contextOf(entries: readonly iam.ContextEntry[], now: number): EvaluationContext {
  const given = entries.map(
    ({ ContextKeyName: name = '', ContextKeyValues: values = [], ContextKeyType: type = 'string' }) => {
      const read = values.map((value) => readValue(value, type.replace(/List$/, ''), name));
      return [name, type.endsWith('List') ? read : (read[0] ?? [])] as const;
    },
  );
  return {
    'aws:CurrentTime': new Date(now),
    'aws:EpochTime': Math.floor(now / 1000),
    ...Object.fromEntries(given),
  };
}

function readValue(value: string, type: string, name: string): ContextValue {
  switch (type) {
    case 'boolean':
      return value === 'true' || (value === 'false' ? false : invalid(name, value, 'boolean'));
    case 'numeric': {
      const number = Number(value);
      return Number.isNaN(number) ? invalid(name, value, 'numeric') : number;
    }
    case 'date':
      return Number.isNaN(Date.parse(value)) && !/^\d+$/.test(value) ? invalid(name, value, 'date') : value;
    default:
      return value;
  }
}

function invalid(name: string, value: string, type: string): never {
  throw new Refusal('InvalidInput', `Invalid context value for ${name}: ${value} is not of type ${type}.`);
}
