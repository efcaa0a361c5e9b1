import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { User } from '../state.ts';
import { findUserOrCaller, missing } from './entities.ts';
import type { LoginProfile } from './password-state.ts';
import { checkPassword, hashPassword, isPassword, replacePassword } from './passwords.ts';

export function createLoginProfile(
  input: iam.CreateLoginProfileRequest,
  context: Context,
): iam.CreateLoginProfileResponse {
  const user = findUserOrCaller(context, input.UserName);
  if (user.loginProfile) {
    throw new Refusal('EntityAlreadyExists', `Login Profile for user ${user.name} already exists.`);
  }
  const { Password: password } = input;
  if (password === undefined) {
    throw new Refusal('InvalidInput', 'Must specify a password for the login profile.');
  }
  check(password, user, context);
  user.loginProfile = {
    created: context.now,
    changed: context.now,
    password: hashPassword(password, context.ids),
    resetRequired: input.PasswordResetRequired ?? false,
    earlier: [],
  };
  return { LoginProfile: profileOutput(user, user.loginProfile) };
}

export function getLoginProfile(
  input: iam.GetLoginProfileRequest,
  context: Context,
): iam.GetLoginProfileResponse {
  const user = findUserOrCaller(context, input.UserName);
  return { LoginProfile: profileOutput(user, profileOf(user)) };
}

export function updateLoginProfile(input: iam.UpdateLoginProfileRequest, context: Context): void {
  const user = findUserOrCaller(context, input.UserName);
  const profile = profileOf(user);
  if (input.Password !== undefined) setPassword(user, profile, input.Password, context);
  profile.resetRequired = input.PasswordResetRequired ?? profile.resetRequired;
}

export function deleteLoginProfile(input: iam.DeleteLoginProfileRequest, context: Context): void {
  const user = findUserOrCaller(context, input.UserName);
  profileOf(user);
  user.loginProfile = undefined;
}

/** For users alone, about themselves. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html */
export function changePassword(input: iam.ChangePasswordRequest, context: Context): void {
  const { caller } = context;
  if (caller.kind !== 'user') {
    throw new Refusal('InvalidUserType', 'Only IAM users can change their own password.');
  }
  const profile = profileOf(caller.user);
  if (!isPassword(input.OldPassword, profile.password)) {
    throw new Refusal('denied', 'The old password was incorrect.');
  }
  setPassword(caller.user, profile, input.NewPassword, context);
  profile.resetRequired = false;
}

function setPassword(user: User, profile: LoginProfile, password: string, context: Context): void {
  check(password, user, context);
  replacePassword(profile, password, context.account.passwordPolicy, context.ids, context.now);
}

function check(password: string, { name: userName }: User, { account }: Context): void {
  checkPassword(password, account.passwordPolicy, { accountId: account.id, userName });
}

function profileOf({ loginProfile, name }: User): LoginProfile {
  return loginProfile ?? missing(`Login Profile for User ${name} cannot be found.`);
}

function profileOutput({ name }: User, { created, resetRequired }: LoginProfile): iam.LoginProfile {
  return { UserName: name, CreateDate: created, PasswordResetRequired: resetRequired };
}
