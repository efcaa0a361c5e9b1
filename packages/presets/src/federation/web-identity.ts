import { sts } from '@leastwise/aws/sts';
import { allow, oidc, principal, trustPolicy, type TrustPolicy } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { asParameter } from '../parameters/within.ts';

/** What a token says of itself: both claims are checked, because either alone lets strangers in. */
export interface TokenClaims {
  /** Whom the token is for. */
  readonly audience: string;
  /** Whom it speaks of. */
  readonly subject: string;
}

/** Lets who has such a token of an account's OIDC provider assume a role. */
export function trustToken(
  provider: string,
  { account, partition }: Place,
  { audience, subject }: TokenClaims,
  path: string,
): TrustPolicy {
  const { aud, sub } = asParameter(path, () => oidc(provider as `${string}.${string}`));
  return trustPolicy(
    allow(sts.AssumeRoleWithWebIdentity)
      .to(asParameter(path, () => principal.oidc(provider, { account, partition })))
      .when(aud.equals(audience), sub.equals(subject)),
  );
}
