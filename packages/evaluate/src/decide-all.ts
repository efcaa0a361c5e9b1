import { checkParameter } from '@leastwise/core';
import type { Authorizer } from './authorize.ts';
import type { Decision } from './decision.ts';
import type { AccessRequest } from './request.ts';

/** The answer to a call that asks for several things at once. */
export interface CombinedDecision {
  /** `Allow` if all of it is allowed, `ExplicitDeny` if a statement denies any of it, otherwise `ImplicitDeny`. */
  readonly effect: Decision['effect'];
  /** One decision for each request, in the same order. */
  readonly decisions: readonly Decision[];
}

/**
 * Decides a call that AWS authorises by several actions or resources: ec2:RunInstances with its image, its subnet and its
 * volumes, or a call that hands over a role, which needs iam:PassRole too. It is allowed if every part of it is.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @throws LeastwiseError as `decide` does; `MALFORMED_PARAMETER` for what decides nothing, or is no list
 * @example
 * ```ts
 * import { compile, decideAll } from '@leastwise/evaluate';
 *
 * const authorizer = compile({
 *   identity: [{ Statement: { Effect: 'Allow', Action: 'glue:CreateJob', Resource: '*' } }],
 * });
 * const principal = 'arn:aws:iam::111122223333:user/ana';
 * const { effect } = decideAll(authorizer, [
 *   { principal, action: 'glue:CreateJob', resource: 'arn:aws:glue:eu-west-1:111122223333:job/etl' },
 *   { principal, action: 'iam:PassRole', resource: 'arn:aws:iam::111122223333:role/etl' },
 * ]);
 * console.log(effect);
 * ```
 * ```text
 * ImplicitDeny
 * ```
 */
export function decideAll(authorizer: Authorizer, requests: readonly AccessRequest[]): CombinedDecision {
  checkParameter('authorizer', authorizer, { decide: 'function' }, 'make it with compile(policies)');
  checkParameter('requests', requests, 'list');
  const decisions = requests.map((request) => authorizer.decide(request));
  const effects = decisions.map(({ effect }) => effect);
  const effect = effects.includes('ExplicitDeny')
    ? 'ExplicitDeny'
    : effects.includes('ImplicitDeny') || effects.length === 0
      ? 'ImplicitDeny'
      : 'Allow';
  return { effect, decisions };
}
