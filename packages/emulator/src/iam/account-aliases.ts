import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { missing } from './entities.ts';
import { page } from './page.ts';

/** An account has one alias, which a new one replaces; no two accounts have the same. */
export function createAccountAlias(
  { AccountAlias: alias }: iam.CreateAccountAliasRequest,
  { cloud, account }: Context,
): void {
  for (const other of cloud.accounts.values()) {
    if (other.alias === alias) {
      throw new Refusal('EntityAlreadyExists', `The account alias ${alias} already exists.`);
    }
  }
  account.alias = alias;
}

export function deleteAccountAlias(
  { AccountAlias: alias }: iam.DeleteAccountAliasRequest,
  { account }: Context,
): void {
  if (account.alias !== alias) missing(`The account alias ${alias} cannot be found.`);
  account.alias = undefined;
}

export function listAccountAliases(
  input: iam.ListAccountAliasesRequest,
  { account }: Context,
): iam.ListAccountAliasesResponse {
  const aliases = account.alias === undefined ? [] : [account.alias];
  const { items, rest } = page(aliases, (alias) => alias, input);
  return { AccountAliases: items, ...rest };
}
