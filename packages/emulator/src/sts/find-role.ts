import type { Cloud, Role, Account } from '../state.ts';

/** A role that an ARN names, in whichever account. */
export function roleAt(
  cloud: Cloud,
  arn: string,
): { readonly role: Role; readonly account: Account } | undefined {
  const [, accountId = '', name = ''] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const account = cloud.accounts.get(accountId);
  const role = account?.roles.get(name.toLowerCase());
  return account && role?.arn === arn ? { role, account } : undefined;
}
