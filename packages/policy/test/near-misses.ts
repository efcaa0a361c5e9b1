/*
 * Policy documents with one thing changed that may make them wrong: what a slip of the hand or a bug in a program does.
 */
import fc from 'fast-check';
import { identityDocument, resourceDocument, trustDocument } from './small-worlds.ts';

type Members = Readonly<Record<string, unknown>>;

const NAMES = [
  'Version',
  'Id',
  'Statement',
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
  'AWS',
  'Service',
  'StringEquals',
  'ForAnyValue:ArnLikeIfExists',
  'NullIfExists',
  'aws:username',
  'effect',
  'Statements',
];

/** Values that are right in one place and wrong in another. */
const VALUES: readonly unknown[] = [
  null,
  '',
  '*',
  0,
  true,
  [],
  {},
  [null],
  ['*'],
  [['*']],
  [0, 'x'],
  'Allow',
  'Deny',
  '2012-10-17',
  '2012-10-18',
  's3:GetObject',
  's3:Get Object',
  's3',
  'iam:*:x',
  'arn:aws:s3:::b',
  'arn:aws:s3:::',
  'arn:aws:s3:::b\n:x',
  'arn:aws:s3*',
  'arn:aws:s3',
  { AWS: '*' },
  { aws: '*' },
  { StringEquals: { 'aws:username': 'ann' } },
  { StringEqual: { 'aws:username': 'ann' } },
  { Bool: { 'aws:SecureTransport': null } },
];

const put = fc.constantFrom(...VALUES);

/** What can happen to any value. */
const VALUE_CHANGES: readonly fc.Arbitrary<(value: unknown) => unknown>[] = [
  put.map((value) => () => value),
  fc
    .tuple(fc.nat(), fc.constantFrom('', ':', '*', '?', ' ', '\n', '/', 'é'))
    .map(([index, piece]) => (old) => {
      if (typeof old !== 'string') return Array.isArray(old) ? (old.slice(1) as unknown) : old;
      const at = index % (old.length + 1);
      return old.slice(0, at) + piece + old.slice(at + (piece === '' ? 1 : 0));
    }),
];

/** What can happen to an object, given one of its members. */
const MEMBER_CHANGES: readonly fc.Arbitrary<(all: Members, name: string, value: unknown) => Members>[] = [
  fc.tuple(fc.constantFrom(...NAMES), put).map(([added, value]) => (all) => ({ ...all, [added]: value })),
  fc.constantFrom(...NAMES).map((other) => (all, name, value) => ({ ...without(all, name), [other]: value })),
  fc.constant(without),
  // The same said of a negation, a set or an optional key, beside what is there or in its place.
  fc
    .tuple(fc.constantFrom('Not~', 'ForAnyValue:~', '~IfExists', 'Numeric~'), fc.boolean())
    .map(([template, beside]) => (all, name, value) => ({
      ...(beside ? all : without(all, name)),
      [template.replace('~', name)]: value,
    })),
];

type Change = (document: unknown) => unknown;

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.oneof(...VALUE_CHANGES)).map(
    ([place, change]) =>
      (document: unknown) =>
        changedAt(document, chosen(placesIn(document), place), change),
  ),
  fc
    .tuple(fc.nat(), fc.nat(), fc.oneof(...MEMBER_CHANGES))
    .map(([place, index, change]) => (document: unknown) => {
      const objects = placesIn(document).filter((path) => isMembers(valueAt(document, path)));
      return changedAt(document, chosen(objects, place), (old) => {
        const [name, value] = isMembers(old) ? (chosen(Object.entries(old), index) ?? []) : [];
        return isMembers(old) && name !== undefined ? change(old, name, value) : old;
      });
    }),
);

/** A document of the small world, whole or with one or two changes somewhere in it; any JSON value can come of it. */
export const nearMiss: fc.Arbitrary<unknown> = fc
  .tuple(fc.oneof(identityDocument, resourceDocument, trustDocument), fc.array(anyChange, { maxLength: 2 }))
  .map(([document, changes]) => changes.reduce<unknown>((value, change) => change(value), document))
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

type Path = readonly string[];

/** Every place in a value, its own first. */
function placesIn(value: unknown): readonly Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value as Members) : [];
  return [[], ...inner.flatMap(([name, member]) => placesIn(member).map((path) => [name, ...path]))];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Members)[name], value);
}

function changedAt(value: unknown, path: Path | undefined, change: Change): unknown {
  const [name, ...rest] = path ?? [];
  if (name === undefined) return change(value);
  const next = changedAt(valueAt(value, [name]), rest, change);
  return Array.isArray(value)
    ? value.map((item: unknown, i) => (String(i) === name ? next : item))
    : { ...(value as Members), [name]: next };
}

function without(all: Members, name: string): Members {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== name));
}

function chosen<T>(items: readonly T[], index: number): T | undefined {
  return items[index % items.length];
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
