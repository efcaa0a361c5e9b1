import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import { agendasOf } from './agenda.ts';
import { accountOf, regionOf, replicasHere } from './replicas.ts';

/** The secrets of the request's region, by name. Those whose day of deletion has come are gone. */
export function secretsHere({ cloud, account, region, now }: Context): Map<string, StoredSecret> {
  for (const gone of agendasOf(cloud).deletions.due(now))
    cloud.accounts.get(accountOf(gone))?.secrets.get(regionOf(gone))?.delete(gone.name);
  const secrets = account.secrets.get(region) ?? new Map<string, StoredSecret>();
  account.secrets.set(region, secrets);
  return secrets;
}

/**
 * The secret with this name, ARN, or ARN without its end: one of the region's own, or the copy of another region's. A copy is made
 * when it is asked for, and what is written to it is lost.
 */
export function secretWith(context: Context, id: string): StoredSecret | undefined {
  const own = ownSecretWith(context, id);
  if (own) return own;
  const copies = namesIn(id).flatMap((name) => replicasHere(context, name));
  return copies.find(({ name, arn }) => id === name || fitsArn(arn, id));
}

/**
 * The region's own secret with this name, ARN, or ARN without the seven characters at its end.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function ownSecretWith(context: Context, id: string): StoredSecret | undefined {
  const secrets = secretsHere(context);
  if (!id.startsWith('arn:')) return secrets.get(id);
  return namesIn(id)
    .flatMap((name) => secrets.get(name) ?? [])
    .find(({ arn }) => fitsArn(arn, id));
}

/** The names that may be meant: the name is in the ARN, so that none of thousands has to be looked at but the one. */
function namesIn(id: string): readonly string[] {
  if (!id.startsWith('arn:')) return [id];
  const last = id.slice(id.lastIndexOf(':') + 1);
  return [last.slice(0, -ENDING.length), last];
}

/** Stands for what Secrets Manager puts at the end of an ARN: a hyphen and six characters. */
const ENDING = '-AbCdEf';

function fitsArn(arn: string, id: string): boolean {
  return arn === id || arn.slice(0, -ENDING.length) === id;
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

/**
 * Finds a secret that can be changed: neither about to be deleted nor a copy.
 *
 * @throws Refusal ResourceNotFoundException, InvalidRequestException
 */
export function findWritableSecret(context: Context, id: string): StoredSecret {
  const secret = findLiveSecret(context, id);
  if (secret.primaryRegion === undefined) return touched(secret, context);
  throw new Refusal(
    'InvalidRequestException',
    "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
  );
}

/** What is about to be changed may be due at another time from then on. */
export function touched(secret: StoredSecret, { cloud }: Context): StoredSecret {
  const { deletions, rotations } = agendasOf(cloud);
  deletions.touch(secret);
  rotations.touch(secret);
  return secret;
}
