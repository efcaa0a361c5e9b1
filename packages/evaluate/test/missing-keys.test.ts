import type { PolicyDocument } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { compile, type Context, type Decision } from '../src/index.ts';

/*
 * A world so small that every request in it can be asked: two keys, and a few values that they can have.
 */
const KEYS = ['k:x', 'k:y'] as const;
type Given = readonly (readonly string[] | string)[];
const GIVEN: Given = ['a', 'b', 'ab', '', [], ['a', 'b']];
/** What might turn the answer: for each value that is given, one that a pattern about it matches. */
const TRIED: Given = [...GIVEN, 'aa', 'aab', ['', 'b']];

const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLikeIfExists',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'ForAllValues:StringEquals',
  'ForAllValues:StringNotEquals',
  'ForAnyValue:StringLike',
  'ForAnyValue:StringNotLike',
];
const VALUES: readonly (string | readonly string[])[] = [
  'a',
  '${k:y}',
  "${k:y, 'a'}",
  'a${k:y}',
  ['a', 'a${k:y}'],
  ['b', "${k:y, 'a'}"],
  [],
];

const conditions = [
  ...OPERATORS.flatMap((operator) => VALUES.map((value) => ({ [operator]: { 'k:x': value } }))),
  ...['true', 'false', ['true', 'false']].map((value) => ({ Null: { 'k:x': value } })),
];
const resources = ['arn:aws:s3:::${k:y}', "arn:aws:s3:::${k:y, 'a'}", 'arn:aws:s3:::c${k:y}'];

const parts = [
  ...conditions.map((Condition) => ({ Resource: '*', Condition })),
  ...resources.flatMap((Resource) => [{ Resource }, { NotResource: Resource }]),
  ...resources.map((Resource) => ({ Resource, Condition: { StringEquals: { 'k:x': '${k:y}' } } })),
];
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const documents = parts.flatMap((part) => [
  [{ Effect: 'Allow', Action: '*', ...part }],
  [{ Effect: 'Deny', Action: '*', ...part }, everything],
]) as PolicyDocument['Statement'][];

/**
 * Whether a key is held against two things, be it in two places or with a list. Each time it is open for itself, so that it may
 * be listed though no one value of it could please both.
 */
function isAskedTwice(statements: PolicyDocument['Statement'], context: Context): boolean {
  const isList = Object.values(context).some((value) => Array.isArray(value) && value.length > 1);
  return isList || JSON.stringify(statements).split('k:y').length > 2;
}

/** The contexts that a context becomes by a key that it lacks. */
function withKey(context: Context, key: string, values: Given): readonly Context[] {
  return key in context ? [] : values.map((value) => ({ ...context, [key]: value }));
}

const REQUEST = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::a',
};

test(
  'in a small world the missing keys are those that, alone or with others, change the effect, and no others',
  { timeout: 240_000 },
  () => {
    const unheard: unknown[] = [];
    const vain: unknown[] = [];
    const contexts: readonly Context[] = [{}, ...KEYS.flatMap((key) => withKey({}, key, GIVEN))];
    for (const Statement of documents) {
      const { decide } = compile({ identity: [{ Version: '2012-10-17', Statement }] });
      const ask = (context: Context): Decision => decide({ ...REQUEST, context });
      const changes = (context: Context, key: string): boolean => {
        const { effect } = ask(context);
        return withKey(context, key, TRIED).some((more) => ask(more).effect !== effect);
      };
      for (const context of contexts)
        for (const key of KEYS) {
          const isListed = ask(context).missingKeys.includes(key);
          const around = KEYS.filter((other) => other !== key).flatMap((other) =>
            withKey(context, other, GIVEN),
          );
          const together = [context, ...around].some((each) => changes(each, key));
          if (!isListed && together) unheard.push({ Statement, context, key });
          if (isListed && !isAskedTwice(Statement, context) && !together)
            vain.push({ Statement, context, key });
        }
    }
    expect(unheard).toEqual([]);
    expect(vain).toEqual([]);
  },
);

const allow = (Condition: object): object => ({ Effect: 'Allow', Action: '*', Resource: '*', Condition });

/** Each condition on an absent key is open for itself, which is what the documentation says of it. */
test.each<[string, readonly object[]]>([
  [
    'two conditions of a statement that no value meets',
    [allow({ StringEquals: { 'k:x': 'a' }, StringNotEquals: { 'k:x': 'a' } })],
  ],
  [
    'two statements of which every value meets one',
    [allow({ Null: { 'k:x': 'true' } }), allow({ Null: { 'k:x': 'false' } })],
  ],
])('a key is listed in vain for %s', (_, Statement) => {
  const { decide } = compile({ identity: [{ Version: '2012-10-17', Statement } as PolicyDocument] });
  const { effect, missingKeys } = decide(REQUEST);
  expect(missingKeys).toEqual(['k:x']);
  for (const value of TRIED) expect(decide({ ...REQUEST, context: { 'k:x': value } }).effect).toBe(effect);
});
