import { LeastwiseError } from '@leastwise/core';
import { wrongPlace } from './places.ts';

/** Where a resource is, as far as its format asks. */
export interface Place {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

/** Makes ARNs of one format from the values of its placeholders. */
export type ResourceBuilder = (...args: readonly unknown[]) => string;

type Slot = keyof typeof wrongPlace;
const SLOTS: Readonly<Record<string, Slot>> = {
  Partition: 'partition',
  Region: 'region',
  Account: 'account',
};

/** `~` in a packed format stands for region and account; `arn:` and the partition in front are left out. */
export function unpackFormat(packed: string): string {
  return `arn:{Partition}:${packed.replace('~', '{Region}:{Account}')}`;
}

/** A placeholder's name as a parameter: `BucketName` is `bucketName`, `UUID` is `uuid`, `DBClusterId` is `dbClusterId`. */
export function parameterName(placeholder: string): string {
  return placeholder.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?=$|\d)|^[A-Z]/, (capitals) =>
    capitals.toLowerCase(),
  );
}

/** A format's text and placeholders in turn: text at even positions, placeholders at odd ones. */
export function splitFormat(format: string): readonly string[] {
  return format.split(/\{(\w+)\}/);
}

/**
 * Makes the builder of a packed format. One or two placeholders are given in the ARN's order, three or more as one
 * object; where the format has a region or an account they follow as `{ region, account }`, unless `bound` holds them.
 */
export function resourceBuilder(label: string, packed: string, bound?: Place): ResourceBuilder {
  let parts: readonly string[] | undefined;
  let names: readonly string[] = [];
  return (...args) => {
    if (parts === undefined) {
      parts = splitFormat(unpackFormat(packed));
      names = [...new Set(parts.filter((part, i) => i % 2 === 1 && !(part in SLOTS)))].map(parameterName);
    }
    const byName = names.length > 2;
    const values = byName ? (args[0] as Readonly<Record<string, unknown>>) : undefined;
    const place = bound ?? args[byName ? 1 : names.length] ?? {};
    return parts
      .map((part, i) => {
        if (i % 2 === 0) return part;
        const slot = SLOTS[part];
        if (slot !== undefined) return placeText(label, slot, place);
        const name = parameterName(part);
        return nameText(label, name, values === undefined ? args[names.indexOf(name)] : values[name]);
      })
      .join('');
  };
}

function placeText(label: string, slot: Slot, place: Place): string {
  const text = place[slot] ?? (slot === 'partition' ? 'aws' : undefined);
  if (text === undefined || text === '')
    throw refusal(
      label,
      `the ${slot} is missing`,
      `pass { ${slot} }, or bind it once with .at({ ... }); any is '*'`,
    );
  const problem = wrongPlace[slot](text);
  if (problem !== undefined) throw refusal(label, problem);
  return text;
}

function nameText(label: string, name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw refusal(label, `${name} takes non-empty text, not ${String(value)}`);
  if (value.startsWith('arn:')) throw refusal(label, `${name} takes a name, not the ARN \`${value}\``);
  return value;
}

function refusal(label: string, what: string, hint?: string): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_RESOURCE', what: `${label}(...): ${what}`, hint });
}
