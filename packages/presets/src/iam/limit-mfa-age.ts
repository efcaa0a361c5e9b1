import { type AnyAction, aws, deny, type IdentityStatement, unsafeAction } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';

/** What is sensitive, and for how long MFA counts for it; see {@link limitMfaAge}. */
export interface MfaAgeParameters {
  /** The actions, on whatever resource; one or more. */
  readonly actions: readonly AnyAction[];
  /** For how many seconds after signing in with MFA the actions are open: 1 to 129,600, which is as long as a session lasts. */
  readonly maxAge: number;
}

/**
 * Denies sensitive actions to whoever signed in with MFA too long ago, or without it, whatever else allows them. It allows
 * nothing by itself.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { s3 } from '@leastwise/aws/s3';
 * import { limitMfaAge } from '@leastwise/presets/iam';
 *
 * export const deletesSoonAfterMfa = limitMfaAge({ actions: [s3.DeleteBucket], maxAge: 3600 });
 * ```
 */
export function limitMfaAge(parameters: MfaAgeParameters): IdentityStatement {
  const { actions, maxAge } = checked(parameters);
  checkList(actions, 'actions');
  if (actions.length === 0) throw malformed('no action is named', 'actions');
  if (!Number.isInteger(maxAge) || maxAge < 1 || maxAge > LONGEST_SESSION)
    throw malformed(
      `MFA counts for 1 to ${LONGEST_SESSION} seconds, not \`${String(maxAge)}\``,
      'maxAge',
      'write 3600 for an hour',
    );
  // Every action carries the global keys; which actions these are is not known to the compiler here.
  return deny(...actions.map((action) => unsafeAction(String(action))))
    .onAnyResource()
    .when(aws.multiFactorAuthAge.ifExists.greaterThan(maxAge));
}

/** Of GetSessionToken. Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const LONGEST_SESSION = 129_600;
