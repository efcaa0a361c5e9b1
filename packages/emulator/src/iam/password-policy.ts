import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { missing } from './entities.ts';

const DEFAULT_MINIMUM_LENGTH = 6;

/**
 * What a request leaves out is set to its default, not kept.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 */
export function updateAccountPasswordPolicy(
  input: iam.UpdateAccountPasswordPolicyRequest,
  { account }: Context,
): void {
  account.passwordPolicy = {
    minimumLength: input.MinimumPasswordLength ?? DEFAULT_MINIMUM_LENGTH,
    requireSymbols: input.RequireSymbols ?? false,
    requireNumbers: input.RequireNumbers ?? false,
    requireUppercase: input.RequireUppercaseCharacters ?? false,
    requireLowercase: input.RequireLowercaseCharacters ?? false,
    usersMayChange: input.AllowUsersToChangePassword ?? false,
    maxAge: input.MaxPasswordAge,
    reusePrevention: input.PasswordReusePrevention,
    hardExpiry: input.HardExpiry ?? false,
  };
}

export function getAccountPasswordPolicy(
  _: unknown,
  { account }: Context,
): iam.GetAccountPasswordPolicyResponse {
  const policy = account.passwordPolicy ?? noPolicy(account.id);
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.requireSymbols,
      RequireNumbers: policy.requireNumbers,
      RequireUppercaseCharacters: policy.requireUppercase,
      RequireLowercaseCharacters: policy.requireLowercase,
      AllowUsersToChangePassword: policy.usersMayChange,
      ExpirePasswords: policy.maxAge !== undefined,
      MaxPasswordAge: policy.maxAge,
      PasswordReusePrevention: policy.reusePrevention,
      HardExpiry: policy.hardExpiry,
    },
  };
}

export function deleteAccountPasswordPolicy(_: unknown, { account }: Context): void {
  if (!account.passwordPolicy) noPolicy(account.id);
  account.passwordPolicy = undefined;
}

function noPolicy(accountId: string): never {
  return missing(`The Password Policy with domain name ${accountId} cannot be found.`);
}
