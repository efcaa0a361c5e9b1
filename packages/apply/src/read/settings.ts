import {
  GetAccountPasswordPolicyCommand,
  ListAccountAliasesCommand,
  type PasswordPolicy as IamPasswordPolicy,
} from '@aws-sdk/client-iam';
import type { Account } from '../account.ts';
import type { PasswordPolicy } from '../stack.ts';
import { ifThere } from './if-there.ts';
import type { Reader } from './reader.ts';

/** What an account has one of; only what the stack in scope speaks of is asked for. */
export async function readSettings(reader: Reader): Promise<Pick<Account, 'passwordPolicy' | 'alias'>> {
  const { scope } = reader;
  const speaksOf = (id: string): boolean => scope?.removed.some((each) => each.id === id) ?? true;
  const needsPolicy = scope?.passwordPolicy !== undefined || speaksOf('account/password-policy');
  const needsAlias = scope?.alias !== undefined || speaksOf('account/alias');
  return {
    ...(needsPolicy || hasNewLogin(reader) ? { passwordPolicy: await readPasswordPolicy(reader) } : {}),
    ...(needsAlias ? { alias: await readAlias(reader) } : {}),
  };
}

/** A first password must be one that the account's policy takes. */
function hasNewLogin({ scope }: Reader): boolean {
  return scope?.users.some(({ login }) => login !== undefined) ?? false;
}

async function readPasswordPolicy({
  caller,
  iam,
}: Pick<Reader, 'caller' | 'iam'>): Promise<PasswordPolicy | null> {
  const reply = await ifThere(caller.read(iam, new GetAccountPasswordPolicyCommand({})));
  return reply?.PasswordPolicy === undefined ? null : passwordPolicyFrom(reply.PasswordPolicy);
}

async function readAlias({ caller, iam }: Pick<Reader, 'caller' | 'iam'>): Promise<string | null> {
  const { AccountAliases } = await caller.read(iam, new ListAccountAliasesCommand({}));
  return AccountAliases?.[0] ?? null;
}

/** What the account has one of, by the name of its entity: what its fingerprint is made of. */
export async function readAccountFace(
  reader: Pick<Reader, 'caller' | 'iam'>,
  name: string,
): Promise<PasswordPolicy | string | null> {
  return name === 'alias' ? readAlias(reader) : readPasswordPolicy(reader);
}

function passwordPolicyFrom(policy: IamPasswordPolicy): PasswordPolicy {
  return {
    minimumLength: policy.MinimumPasswordLength ?? 6,
    requireSymbols: policy.RequireSymbols ?? false,
    requireNumbers: policy.RequireNumbers ?? false,
    requireUppercase: policy.RequireUppercaseCharacters ?? false,
    requireLowercase: policy.RequireLowercaseCharacters ?? false,
    allowUsersToChange: policy.AllowUsersToChangePassword ?? false,
    maxAge: policy.MaxPasswordAge ?? 0,
    reusePrevention: policy.PasswordReusePrevention ?? 0,
    hardExpiry: policy.HardExpiry ?? false,
  };
}
