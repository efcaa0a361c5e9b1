import { CreateAccessKeyCommand } from '@aws-sdk/client-iam';
import { PutSecretValueCommand, UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName, secret as asSecret } from '@leastwise/core';
import { makeName, type Run } from './context.ts';
import type { Step, Stop } from './decision.ts';
import { INTENT, WITHDRAWN } from './labels.ts';
import type { Situation } from './situation.ts';
import { isDefinite, store } from './store.ts';
import { type Intent, type StoredKey, writeIntent } from './stored-value.ts';
import { intentToken } from './token.ts';

/** How long an announcement keeps others away: longer than creating and storing a key can take. */
const LIFETIME = 15 * 60_000;
/** A key that was created later than this after its announcement might not be told from a stranger's. */
const LONGEST_DELAY = 30_000;

/** How creating a key ended, where it did not end in an error. */
export type Minted = { readonly taken: string } | { readonly stopped: Stop } | { readonly keyId: string };

/**
 * Announces a key, creates it and stores it as AWSPENDING. The announcement comes first because it is the lock, proves that the
 * secret can be written, and tells an orphan from a stranger's key if this run ends half-way.
 */
export async function mint(
  run: Run,
  situation: Situation,
  step: Extract<Step, { do: 'mint' }>,
): Promise<Minted> {
  const intent: Intent = {
    kind: 'intent',
    holder: run.holder,
    at: run.now(),
    deadline: run.now() + LIFETIME,
    knownKeyIds: situation.keys.map(({ id }) => id),
    base: step.base,
    attempt: step.attempt,
  };
  const { arn } = situation.secret;
  const intentId = intentToken(arn, step.base, step.attempt);
  const started = run.clock.now();
  if (!(await announce(run, arn, intentId, intent))) return { taken: intentId };
  if (run.clock.now() - started > LONGEST_DELAY) {
    await withdraw(run, situation, intentId);
    return { stopped: tooSlow(run.now()) };
  }
  const key = await create(run, situation, intentId);
  if (!key) return { stopped: unknownOutcome(intent) };
  await store(run, arn, key, () => withdraw(run, situation, intentId));
  return { keyId: key.accessKeyId };
}

/** Whether the announcement is ours; a version id can be created once. */
async function announce(
  { caller, options, random }: Run,
  arn: string,
  id: string,
  intent: Intent,
): Promise<boolean> {
  const put = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: id,
    SecretString: writeIntent(intent, makeName(random)),
    VersionStages: [INTENT],
  });
  try {
    await caller.write(options.secretsManager, put);
    return true;
  } catch (error) {
    if (awsErrorName(error) === 'ResourceExists') return false;
    throw error;
  }
}

/**
 * Creates the key with one request. `undefined` where it may or may not exist: then the announcement stays, and the key is found
 * by reading, never by asking for another.
 */
async function create(run: Run, situation: Situation, intentId: string): Promise<StoredKey | undefined> {
  const { target, current } = situation;
  try {
    const { AccessKey } = await run.caller.create(
      run.options.iam,
      new CreateAccessKeyCommand({ UserName: target.user }),
    );
    const { AccessKeyId, SecretAccessKey } = AccessKey ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined) return undefined;
    return {
      kind: 'key',
      accessKeyId: AccessKeyId,
      secretAccessKey: asSecret(SecretAccessKey),
      intentId,
      fields: current?.value.fields ?? asSecret({}),
    };
  } catch (error) {
    if (!isDefinite(error)) return undefined;
    await withdraw(run, situation, intentId);
    throw error;
  }
}

/** Says that the announced key does not exist. Where that cannot be written, the announcement expires. */
async function withdraw({ caller, options }: Run, { secret }: Situation, intentId: string): Promise<void> {
  const mark = {
    SecretId: secret.arn,
    VersionStage: WITHDRAWN,
    MoveToVersionId: intentId,
    RemoveFromVersionId: secret.versions.find(({ labels }) => labels.includes(WITHDRAWN))?.id,
  };
  await caller
    .write(options.secretsManager, new UpdateSecretVersionStageCommand(mark))
    .catch(() => undefined);
}

function unknownOutcome({ deadline }: Intent): Stop {
  return {
    stop: 'waiting',
    reason: 'no clear answer to CreateAccessKey came back, so a key may have been created',
    next: { what: 'look whether it was created', at: deadline },
  };
}

function tooSlow(now: number): Stop {
  return {
    stop: 'waiting',
    reason: 'announcing the key took more than 30 seconds, so it was not created',
    next: { what: 'try again', at: now },
  };
}
