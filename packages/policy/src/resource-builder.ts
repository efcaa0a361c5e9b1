import { LeastwiseError } from '@leastwise/core';
import { memberName } from './packing.ts';
import { UnsafePlace, wrongPlace } from './places.ts';
import { wrongVariable } from './variable.ts';

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

/** A format's text and placeholders in turn: text at even positions, placeholders at odd ones. */
export function splitFormat(format: string): readonly string[] {
  return format.split(/\{(\w+)\}/);
}

/** A part of a format: plain text, a place, or the name that the caller gives as that argument. */
type Piece = string | { readonly slot: Slot } | { readonly name: string; readonly argument: number };

interface CompiledFormat {
  readonly pieces: readonly Piece[];
  /** How many names the format takes. */
  readonly names: number;
}

function compile(packed: string): CompiledFormat {
  const names: string[] = [];
  const pieces = splitFormat(unpackFormat(packed)).map((part, i): Piece => {
    if (i % 2 === 0) return part;
    const slot = SLOTS[part];
    if (slot !== undefined) return { slot };
    const name = memberName(part);
    if (!names.includes(name)) names.push(name);
    return { name, argument: names.indexOf(name) };
  });
  return { pieces, names: names.length };
}

/**
 * Makes the builder of a packed format. One or two placeholders are given in the ARN's order, three or more as one
 * object; where the format has a region or an account they follow as `{ region, account }`, unless `bound` holds them.
 */
export function resourceBuilder(label: string, packed: string, bound?: Place): ResourceBuilder {
  let format: CompiledFormat | undefined;
  return (...args) => {
    const { pieces, names } = (format ??= compile(packed));
    const values = names > 2 ? (args[0] as Readonly<Record<string, unknown>>) : undefined;
    const place = bound ?? args[values === undefined ? names : 1] ?? {};
    let arn = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') arn += piece;
      else if ('slot' in piece) arn += placeText(label, piece.slot, place);
      else
        arn += nameText(label, piece.name, values === undefined ? args[piece.argument] : values[piece.name]);
    }
    return arn;
  };
}

function placeText(label: string, slot: Slot, place: Place): string {
  // To the compiler every place is text; see unsafeRegion for the one that is not.
  const given: unknown = place[slot];
  if (given instanceof UnsafePlace) return given.toString();
  const text = place[slot] ?? (slot === 'partition' ? 'aws' : '');
  if (text === '')
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
  const problem = wrongVariable(value);
  if (problem !== undefined) throw refusal(label, `${name}: ${problem}`);
  return value;
}

function refusal(label: string, what: string, hint?: string): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_RESOURCE', what: `${label}(...): ${what}`, hint });
}
