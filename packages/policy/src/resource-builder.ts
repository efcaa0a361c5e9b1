import type { LeastwiseError } from '@leastwise/core';
import { memberName } from './packing.ts';
import { UnsafePlace, wrongPlace } from './places.ts';
import { refusal } from './refusal.ts';
import { wrongVariable } from './variable.ts';

/** Where a resource is, as far as its format asks. */
export interface Place {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

/** Makes ARNs of one format from the values of its placeholders. */
export type ResourceBuilder = (...args: readonly unknown[]) => string;

/** A placeholder that says where, not what. */
type Slot = keyof typeof wrongPlace;
const SLOTS: readonly Slot[] = ['partition', 'region', 'account'];

/** `~` in a packed format stands for region and account; `arn:` and the partition in front are left out. */
export function unpackFormat(packed: string): string {
  return `arn:{Partition}:${packed.replace('~', '{Region}:{Account}')}`;
}

/** A format's text and placeholders in turn: text at even positions, placeholders at odd ones. */
export function splitFormat(format: string): readonly string[] {
  return format.split(/\{(\w+)\}/);
}

/** The text of a packed format and the members that its placeholders are, in turn. */
export function partsOf(packed: string): readonly string[] {
  return splitFormat(unpackFormat(packed)).map((part, i) => (i % 2 === 0 ? part : memberName(part)));
}

interface CompiledFormat {
  readonly parts: readonly string[];
  /** For each placeholder which place it is, `undefined` where it is a name. */
  readonly slots: readonly (Slot | undefined)[];
  /** The names that the format takes, each once. */
  readonly names: readonly string[];
}

function compile(packed: string): CompiledFormat {
  const parts = partsOf(packed);
  const placeholders = parts.filter((_, i) => i % 2 === 1);
  return {
    parts,
    slots: placeholders.map((name) => SLOTS.find((slot) => slot === name)),
    names: [...new Set(placeholders)].filter((name) => !SLOTS.some((slot) => slot === name)),
  };
}

/**
 * Makes the builder of a packed format. One or two placeholders are given in the ARN's order, three or more as one
 * object; where the format has a region or an account they follow as `{ region, account }`, unless `bound` holds them.
 */
export function resourceBuilder(label: string, packed: string, bound?: Place): ResourceBuilder {
  let format: CompiledFormat | undefined;
  /** Each slot's last text that was right: most programs are about one place. */
  const right: Partial<Record<Slot, string>> = {};
  return (...args) => {
    const { parts, slots, names } = (format ??= compile(packed));
    const values = names.length > 2 ? (args[0] as Readonly<Record<string, unknown>>) : undefined;
    const place: Place = bound ?? args[values === undefined ? names.length : 1] ?? {};
    let arn = '';
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i];
      const name = parts[2 * i + 1] ?? '';
      arn += parts[2 * i] ?? '';
      if (slot === undefined)
        arn += nameText(label, name, values === undefined ? args[names.indexOf(name)] : values[name]);
      else {
        const text = place[slot] ?? (slot === 'partition' ? 'aws' : '');
        arn += text !== '' && text === right[slot] ? text : placeText(label, slot, text);
        if (typeof text === 'string') right[slot] = text;
      }
    }
    return arn + (parts[2 * slots.length] ?? '');
  };
}

function placeText(label: string, slot: Slot, text: string): string {
  // To the compiler every place is text; see unsafeRegion for the one that is not.
  const given: unknown = text;
  if (given instanceof UnsafePlace) return given.toString();
  if (text === '')
    throw wrong(
      label,
      `the ${slot} is missing`,
      `pass { ${slot} }, or bind it once with .at({ ... }); any is '*'`,
    );
  const problem = wrongPlace[slot](text);
  if (problem !== undefined) throw wrong(label, problem);
  return text;
}

function nameText(label: string, name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '')
    throw wrong(label, `${name} takes non-empty text, not ${String(value)}`);
  if (value.startsWith('arn:')) throw wrong(label, `${name} takes a name, not the ARN \`${value}\``);
  const problem = wrongVariable(value);
  if (problem !== undefined) throw wrong(label, `${name}: ${problem}`);
  return value;
}

function wrong(label: string, what: string, hint?: string): LeastwiseError {
  return refusal('MALFORMED_RESOURCE', `${label}(...): ${what}`, hint);
}
