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
  /** Text at even positions, placeholders at odd ones. */
  readonly parts: readonly string[];
  /** The placeholders that say what, each once; all others are a {@link Slot}. */
  readonly names: readonly string[];
  /** Where among the parts the first of them is: what comes before depends on the place alone. */
  readonly first: number;
}

function compile(packed: string): CompiledFormat {
  const parts = partsOf(packed);
  const isName = (part: string, i: number): boolean => i % 2 === 1 && !Object.hasOwn(wrongPlace, part);
  const first = parts.findIndex(isName);
  return { parts, names: [...new Set(parts.filter(isName))], first: first < 0 ? parts.length : first };
}

/**
 * Makes the builder of a packed format. One or two placeholders are given in the ARN's order, three or more as one
 * object; where the format has a region or an account they follow as `{ region, account }`, unless `bound` holds them.
 */
export function resourceBuilder(label: string, packed: string, bound?: Place): ResourceBuilder {
  let format: CompiledFormat | undefined;
  /** The last place that was right, with the ARN up to the first name: most programs are about one place. */
  let last: (Place & { readonly head: string }) | undefined;
  return (...args) => {
    const { parts, names, first } = (format ??= compile(packed));
    const values = names.length > 2 ? (args[0] as Readonly<Record<string, unknown>>) : undefined;
    const place: Place = bound ?? args[values === undefined ? names.length : 1] ?? {};
    if (
      last === undefined ||
      last.partition !== place.partition ||
      last.region !== place.region ||
      last.account !== place.account
    )
      last = { ...place, head: headOf(label, parts.slice(0, first), place) };
    let arn = last.head;
    for (let i = first; i < parts.length; i += 2) {
      const name = parts[i] ?? '';
      const at = names.indexOf(name);
      arn +=
        at < 0
          ? placeText(label, name as Slot, place)
          : nameText(label, name, values === undefined ? args[at] : values[name]);
      arn += parts[i + 1] ?? '';
    }
    return arn;
  };
}

/** Joined, because what `+` puts together is copied piece by piece again for each ARN that begins with it. */
function headOf(label: string, parts: readonly string[], place: Place): string {
  return parts.map((part, i) => (i % 2 === 0 ? part : placeText(label, part as Slot, place))).join('');
}

function placeText(label: string, slot: Slot, place: Place): string {
  // To the compiler every place is text; see unsafeRegion for the one that is not.
  const text = (place[slot] ?? (slot === 'partition' ? 'aws' : '')) as string | UnsafePlace;
  if (text instanceof UnsafePlace) return text.toString();
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
