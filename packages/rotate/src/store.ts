import { DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName, type CallEvent, LeastwiseError } from '@leastwise/core';
import type { Run } from './context.ts';
import { PENDING } from './labels.ts';
import { type StoredKey, writeKey } from './stored-value.ts';
import { keyToken } from './token.ts';

/**
 * Stores a key that has just been created as AWSPENDING. Where that certainly failed nobody has the key, so it is deleted; where
 * it may have been stored, it is left to be found by reading.
 *
 * @throws LeastwiseError `NOT_STORED`, or `OUTCOME_UNKNOWN` and whatever else leaves it open.
 */
export async function store(
  run: Run,
  arn: string,
  key: StoredKey,
  withdraw: () => Promise<void>,
): Promise<void> {
  const failure = await put(run, arn, key);
  if (!failure) return;
  const { user } = run.target;
  const remove = new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: key.accessKeyId });
  const deleted = await run.caller.write(run.options.iam, remove).then(
    () => true,
    () => false,
  );
  // While the announcement stands, a key that could not be deleted is known to be ours.
  if (deleted) await withdraw();
  throw notStored(key.accessKeyId, deleted, failure);
}

/** Gives the error of a put that was certainly not carried out. */
async function put(run: Run, arn: string, key: StoredKey): Promise<LeastwiseError | undefined> {
  const seen = { retry: false };
  const onEvent = (event: CallEvent): void => {
    seen.retry ||= event.outcome === 'retry';
    run.emit(event);
  };
  const caller = run.callerWith({ onEvent });
  const value = writeKey(key, run.target.derived);
  const version = run.pendingVersionId ?? keyToken(arn, key.accessKeyId);
  const command = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: version,
    SecretString: value.reveal(),
    VersionStages: [PENDING],
  });
  try {
    await caller.write(run.options.secretsManager, command, { secrets: [key.secretAccessKey, value] });
    return undefined;
  } catch (error) {
    // An earlier request may have been carried out although a later one was refused: only reading can tell.
    if (!isDefinite(error) || (seen.retry && !(await isAbsent(run, arn, version)))) throw error;
    return error;
  }
}

async function isAbsent({ caller, options }: Run, arn: string, version: string): Promise<boolean> {
  try {
    await caller.read(
      options.secretsManager,
      new GetSecretValueCommand({ SecretId: arn, VersionId: version }),
    );
    return false;
  } catch (error) {
    return awsErrorName(error) === 'ResourceNotFound';
  }
}

/** Whether AWS said no, as opposed to nothing: only then is it certain that the last request was not carried out. */
export function isDefinite(error: unknown): error is LeastwiseError {
  return error instanceof LeastwiseError && error.code !== 'OUTCOME_UNKNOWN' && error.code !== 'ABORTED';
}

function notStored(keyId: string, deleted: boolean, cause: LeastwiseError): LeastwiseError {
  const then = deleted ? 'so it was deleted again' : 'nor deleted again, which a later run will try';
  return new LeastwiseError({
    code: 'NOT_STORED',
    what: `the new key \`${keyId}\` could not be stored, ${then} (${cause.what})`,
    path: cause.path,
    hint: 'mend that and rotate again; the current key was not touched',
    cause,
  });
}
