/* How the values of a document are read: each function gives what it is asked for or refuses, with the place. */
import type { Step } from './json-source.ts';

/** Something in a document that AWS would not accept. */
export interface ShapeProblem {
  readonly code: string;
  readonly path: readonly Step[];
  readonly what: string;
  readonly hint?: string;
}

/** Must throw. */
export type Refuse = (problem: ShapeProblem) => never;
/** An object of unknown members. */
export type Members = Readonly<Record<string, unknown>>;

/** The value, which must be an object. */
export function members(value: unknown, path: readonly Step[], what: string, refuse: Refuse): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  return refuse({ code: 'DATA_TYPE_MISMATCH', path, what: `${what} is an object, not ${show(value)}` });
}

/** Refuses a member whose name is none of the elements. */
export function onlyElements(
  value: Members,
  elements: readonly string[],
  path: readonly Step[],
  refuse: Refuse,
): void {
  for (const name of Object.keys(value)) {
    if (elements.includes(name)) continue;
    const meant = elements.find((element) => element.toLowerCase() === name.toLowerCase());
    refuse({
      code: 'INVALID_POLICY_ELEMENT',
      path: [...path, name],
      what: `\`${name}\` is no element of ${path.length === 0 ? 'a policy document' : 'a statement'}`,
      hint: meant === undefined ? `it takes ${elements.join(', ')}` : `write \`${meant}\``,
    });
  }
}

/** The value, which must be a text. */
export function text(value: unknown, path: readonly Step[], refuse: Refuse): string {
  if (typeof value === 'string') return value;
  return refuse({
    code: 'DATA_TYPE_MISMATCH',
    path,
    what: `${show(path.at(-1))} is text, not ${show(value)}`,
  });
}

/** The texts of a value that is one text or a list of them, each with its path. */
export function texts(
  value: unknown,
  path: readonly Step[],
  refuse: Refuse,
): readonly (readonly [string, readonly Step[]])[] {
  if (!Array.isArray(value)) return [[text(value, path, refuse), path]];
  return value.map((item: unknown, i) => {
    if (typeof item !== 'string')
      refuse({ code: 'DATA_TYPE_MISMATCH', path: [...path, i], what: `${show(item)} is no text` });
    return [item, [...path, i]] as const;
  });
}

/** The value as JSON, shortened; what JSON cannot hold (nothing, a function, a cycle) by its type. */
export function show(value: unknown): string {
  let json: string | undefined;
  try {
    // It gives undefined for a function, whatever its type says.
    json = JSON.stringify(value);
  } catch {
    // A value that contains itself, or a bigint.
  }
  json ??= typeof value;
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}
