import type { Context } from '../context.ts';

/** The context of a request in the account that owns the secret: an ARN can name one of another account. */
export function inOwnersAccount(context: Context, id: unknown): Context {
  const [, , service, , accountId = ''] =
    typeof id === 'string' && id.startsWith('arn:') ? id.split(':') : [];
  const owner = service === 'secretsmanager' ? context.cloud.accounts.get(accountId) : undefined;
  return owner && owner !== context.account ? { ...context, account: owner } : context;
}
