import { iam } from '@leastwise/aws/iam';
import { allow, aws, type IdentityPolicy, policy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { ownUser, type OwnUserParameters } from './own-user.ts';

/**
 * The policy of users who look after their own password, access keys and MFA, and nobody else's. A virtual MFA device has to have the
 * user's name. Who has MFA can be rid of it only when signed in with it. It does not demand MFA for anything else: that is
 * `requireMfa`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { ownCredentials } from '@leastwise/presets/iam';
 *
 * export const selfService = ownCredentials({ account: '111122223333' });
 * ```
 */
export function ownCredentials<const Account extends string>(
  parameters: OwnUserParameters<Account>,
): IdentityPolicy {
  const { user, device } = ownUser(checked(parameters));
  const withMfa = aws.multiFactorAuthPresent.is(true);
  return policy(
    allow(
      iam.GetUser,
      iam.ChangePassword,
      iam.ListAccessKeys,
      iam.CreateAccessKey,
      iam.UpdateAccessKey,
      iam.DeleteAccessKey,
      iam.GetAccessKeyLastUsed,
      iam.ListMFADevices,
      iam.GetMFADevice,
      iam.EnableMFADevice,
      iam.ResyncMFADevice,
    ).on(user),
    allow(iam.CreateVirtualMFADevice).on(device),
    allow(iam.DeactivateMFADevice).on(user).when(withMfa),
    allow(iam.DeleteVirtualMFADevice).on(device).when(withMfa),
    allow(iam.GetAccountPasswordPolicy, iam.ListVirtualMFADevices).onAnyResource(),
  );
}
