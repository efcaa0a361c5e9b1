import { iam } from '@leastwise/aws/iam';
import { sts } from '@leastwise/aws/sts';
import { aws, deny, denyAllExcept, type IdentityStatement } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { ownUser, type OwnUserParameters } from './own-user.ts';

/** Whose MFA is required, and when a password may be changed; see {@link requireMfa}. */
export interface RequireMfaParameters<Account extends string = string> extends OwnUserParameters<Account> {
  /**
   * Whether users may change their own password before they have MFA, as who must choose one at the first sign-in has to. AWS
   * advises against it: whoever knows the first password can then choose the next. No unless said otherwise.
   */
  readonly firstPassword?: boolean;
}

/**
 * Denies everything to whoever did not sign in with MFA, but for enrolling the user's own device and signing in with it, whatever else
 * allows it. A request that is signed with a long-term key says nothing of MFA at all: that counts as none, so that keys work only
 * through `sts:GetSessionToken`. It allows nothing by itself; beside it belongs `ownCredentials`. It is for users: sessions of
 * roles that services assume never have MFA.
 *
 * Whoever has a long-term key can enrol a device with it, also a further one: AWS counts a device, not whose it is.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html, where what
 * is left open is open for any user.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { policy } from '@leastwise/policy';
 * import { requireMfa } from '@leastwise/presets/iam';
 *
 * export const withMfaAlone = policy(...requireMfa({ account: '111122223333' }));
 * ```
 */
export function requireMfa<const Account extends string>(
  parameters: RequireMfaParameters<Account>,
): readonly IdentityStatement[] {
  const { firstPassword = false, ...users } = checked(parameters);
  const { user, device } = ownUser(users);
  const withoutMfa = aws.multiFactorAuthPresent.ifExists.is(false);
  const onUser = [
    iam.GetUser,
    iam.GetMFADevice,
    iam.ListMFADevices,
    iam.EnableMFADevice,
    iam.ResyncMFADevice,
    ...(firstPassword ? [iam.ChangePassword] : []),
  ] as const;
  return [
    denyAllExcept(
      ...onUser,
      iam.CreateVirtualMFADevice,
      iam.ListVirtualMFADevices,
      sts.GetSessionToken,
      ...(firstPassword ? [iam.GetAccountPasswordPolicy] : []),
    )
      .onAnyResource()
      .when(withoutMfa),
    deny(...onUser)
      .onAllExcept(user)
      .when(withoutMfa),
    deny(iam.CreateVirtualMFADevice).onAllExcept(device).when(withoutMfa),
  ];
}
