import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';

/** The secrets of the request's region, by name. Those whose day of deletion has come are gone. */
export function secretsHere({ account, region, now }: Context): Map<string, StoredSecret> {
  const secrets = account.secrets.get(region) ?? new Map<string, StoredSecret>();
  account.secrets.set(region, secrets);
  for (const { name, deletes } of secrets.values()) {
    if (deletes && deletes.at <= now) secrets.delete(name);
  }
  return secrets;
}

/**
 * The secret with this name, ARN, or ARN without the seven characters at its end.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function secretWith(context: Context, id: string): StoredSecret | undefined {
  const secrets = secretsHere(context);
  return id.startsWith('arn:')
    ? findEntity(secrets, ({ arn }) => arn === id || arn.slice(0, -'-AbCdEf'.length) === id)
    : secrets.get(id);
}

/** @throws Refusal ResourceNotFoundException */
export function findSecret(context: Context, id: string): StoredSecret {
  const secret = secretWith(context, id);
  if (secret) return secret;
  throw new Refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/**
 * Finds a secret that is not about to be deleted.
 *
 * @throws Refusal ResourceNotFoundException, InvalidRequestException
 */
export function findLiveSecret(context: Context, id: string): StoredSecret {
  const secret = findSecret(context, id);
  if (!secret.deletes) return secret;
  throw new Refusal(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}
