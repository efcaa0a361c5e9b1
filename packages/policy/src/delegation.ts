import { LeastwiseError } from '@leastwise/core';
import { parseArn } from './arn.ts';
import type { Condition } from './condition.ts';
import { conditionKey } from './make-condition-key.ts';
import { aws } from './global-keys.ts';
import { wrongPlace } from './places.ts';

/** On whose behalf a service may act. */
export interface OnBehalfOf {
  readonly account: string;
  /** The resources that it acts for, as an ARN or a pattern of one. */
  readonly resource?: string;
}

/**
 * Conditions that keep a service from being used by another account to reach what is yours, the confused deputy: for
 * every statement that names a service principal.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 *
 * @throws LeastwiseError `MALFORMED_ACCOUNT` or `MALFORMED_ARN`
 * @example
 * ```ts
 * import { allow, onBehalfOf, principal, trustPolicy } from '@leastwise/policy';
 * import { sts } from '@leastwise/aws/sts';
 *
 * trustPolicy(
 *   allow(sts.AssumeRole)
 *     .to(principal.services.sagemaker)
 *     .when(...onBehalfOf({ account: '111122223333', resource: 'arn:aws:sagemaker:*:111122223333:training-job/*' })),
 * );
 * ```
 */
export function onBehalfOf(
  whom: OnBehalfOf,
): readonly Condition<'aws:SourceAccount' | 'aws:SourceArn', false>[] {
  const { account, resource } = { ...whom };
  const problem = wrongPlace.account(account);
  if (problem !== undefined) throw new LeastwiseError({ code: 'MALFORMED_ACCOUNT', what: problem });
  const sameAccount = aws.sourceAccount.equals(account);
  if (resource === undefined) return [sameAccount];
  parseArn(resource);
  return [sameAccount, aws.sourceArn.like(resource)];
}

/**
 * The condition under which another company may assume a role of yours: it must say the id that you agreed on, so that none
 * of its other customers can have it use your role.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 *
 * @throws LeastwiseError `MALFORMED_EXTERNAL_ID`
 */
export function withExternalId(id: string): Condition<'sts:ExternalId', false> {
  if (!/^[\w+=,.@:/-]{2,1224}$/.test(id))
    throw new LeastwiseError({
      code: 'MALFORMED_EXTERNAL_ID',
      what: `\`${id}\` is no external id`,
      hint: 'it has 2 to 1,224 letters, digits and _+=,.@:/-',
    });
  return conditionKey('s', 'sts:ExternalId').equals(id);
}
