import type { AccessRequest } from '../request.ts';
import { checkGrants, type Grants, judgeOf } from './grants.ts';
import { requestsAbout } from './witnesses.ts';

/** Whether grants reach further than before: with a request that shows it, or nothing found. `noneFound` is no proof. */
export type Comparison =
  | { readonly broadens: true; readonly witness: string; readonly request: AccessRequest }
  | { readonly noneFound: true };

/**
 * Looks for a request that the new grants allow and the old ones do not: puts something in for every wildcard, value and
 * absent key of both and judges all of them. What it finds is certain; that it finds nothing is not.
 *
 * @throws LeastwiseError for a document that is none; `MALFORMED_PARAMETER` for what are none, or of two kinds
 * @example
 * ```ts
 * import { compareByWitness } from '@leastwise/evaluate';
 * import { allow, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const holder = 'arn:aws:iam::111122223333:role/training';
 * const reading = (prefix: string) => ({
 *   kind: 'identity' as const,
 *   holder,
 *   documents: [policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', prefix)))],
 * });
 * const found = compareByWitness(reading('train/*'), reading('*'));
 * console.log('witness' in found ? found.witness : 'none found');
 * ```
 * ```text
 * s3:GetObject on arn:aws:s3:::my-ml-datasets/x
 * ```
 */
export function compareByWitness(before: Grants, after: Grants): Comparison {
  checkGrants({ before, after });
  const [was, is] = [judgeOf(before), judgeOf(after)];
  const request = requestsAbout([after, before]).find((each) => is(each) && !was(each));
  return request === undefined
    ? { noneFound: true }
    : { broadens: true, witness: describe(request, after), request };
}

/**
 * What a state between two others grants that neither does, or denies that both grant; `undefined` where none is found.
 *
 * @throws LeastwiseError as {@link compareByWitness} does
 */
export function transitionWitness(
  before: Grants,
  between: Grants,
  after: Grants,
): { readonly widens: boolean; readonly witness: string } | undefined {
  checkGrants({ before, between, after });
  const [was, is, will] = [judgeOf(before), judgeOf(between), judgeOf(after)];
  for (const request of requestsAbout([before, between, after])) {
    const [old, now, next] = [was(request), is(request), will(request)];
    if (now ? old || next : !(old && next)) continue;
    return { widens: now, witness: describe(request, between) };
  }
  return undefined;
}

function describe({ principal, action, resource, context = {} }: AccessRequest, { kind }: Grants): string {
  const when = Object.entries(context).map(([key, value]) => `${key} is ${String(value)}`);
  const who = typeof principal === 'string' ? principal : principal.arn;
  const what = kind === 'trust' ? `${action} for ${who}` : `${action} on ${resource}`;
  return when.length === 0 ? what : `${what} when ${when.join(' and ')}`;
}
