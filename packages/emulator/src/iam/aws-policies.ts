import { LeastwiseError } from '@leastwise/core';
import { checkPolicy, type PolicyDocument } from '@leastwise/policy';
import type { World } from '../endpoint.ts';

/**
 * Adds policies that AWS manages, by what comes after `arn:aws:iam::aws:policy/` in their ARNs.
 *
 * @throws LeastwiseError `INVALID_MANAGED_POLICY` for a document that is none
 */
export function addAwsPolicies(
  { cloud, ids, clock }: Pick<World, 'cloud' | 'ids' | 'clock'>,
  policies: Readonly<Record<string, PolicyDocument>>,
): void {
  const now = clock.now();
  for (const [pathAndName, document] of Object.entries(policies)) {
    check(pathAndName, document);
    const arn = `arn:aws:iam::aws:policy/${pathAndName}`;
    const slash = pathAndName.lastIndexOf('/');
    cloud.awsPolicies.set(arn, {
      name: pathAndName.slice(slash + 1),
      id: ids.unique('ANPA'),
      arn,
      path: `/${pathAndName.slice(0, slash + 1)}`,
      created: now,
      updated: now,
      description: undefined,
      tags: new Map(),
      versions: [{ id: 'v1', document: JSON.stringify(document), created: now }],
      defaultVersion: 'v1',
      lastVersion: 1,
    });
  }
}

function check(name: string, document: PolicyDocument): void {
  try {
    checkPolicy(document, 'identity');
  } catch (error) {
    if (!(error instanceof LeastwiseError)) throw error;
    throw new LeastwiseError({
      code: 'INVALID_MANAGED_POLICY',
      what: `the managed policy \`${name}\` is no policy: ${error.what}`,
      path: error.path ?? '$',
      hint: 'pass the document itself, by the end of its ARN, as in `service-role/AWSLambdaBasicExecutionRole`',
    });
  }
}
