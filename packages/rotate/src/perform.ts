import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { awsErrorName } from '@leastwise/core';
import type { Run } from './context.ts';
import type { Step, Stop } from './decision.ts';
import { CURRENT, PENDING } from './labels.ts';
import { mint } from './mint.ts';
import { keyInput, labelInput, type LabelMove, statusInput } from './requests.ts';
import { asKeyVersion, type Situation } from './situation.ts';
import { writeKey } from './stored-value.ts';
import { keyToken } from './token.ts';

/** What became of a step: it was done, somebody else was faster, or it ends the run. */
export type Performed =
  | { readonly result: 'done' }
  | { readonly result: 'again'; readonly taken?: string }
  | { readonly result: 'stopped'; readonly stop: Stop };

const DONE: Performed = { result: 'done' };

/** Carries out one step. Whatever it leaves half-way is an observable state of its own. */
export async function perform(run: Run, situation: Situation, step: Step): Promise<Performed> {
  const { arn } = situation.secret;
  switch (step.do) {
    case 'mint': {
      const minted = await mint(run, situation, step);
      if ('taken' in minted) return { result: 'again', taken: minted.taken };
      return 'stopped' in minted ? { result: 'stopped', stop: minted.stopped } : DONE;
    }
    case 'activate':
      return setStatus(run, step.keyId, 'Active');
    case 'deactivate':
      if (await hasMoved(run, situation)) return { result: 'again' };
      await setStatus(run, step.keyId, 'Inactive');
      return step.last === true ? { result: 'stopped', stop: deleteLater(run, step.keyId) } : DONE;
    case 'delete':
      if (await hasMoved(run, situation)) return { result: 'again' };
      return deleteKey(run, step.keyId);
    case 'discard':
      if (step.keyId !== undefined) {
        if (await hasMoved(run, situation)) return { result: 'again' };
        await setStatus(run, step.keyId, 'Inactive');
        // Somebody may have promoted it in that moment: then it is the next turn's to reactivate.
        if (await hasMoved(run, situation)) return { result: 'again' };
        await deleteKey(run, step.keyId);
      }
      return moveLabel(run, arn, { label: PENDING, from: step.versionId });
    case 'refresh':
      return refresh(run, situation, step);
    case 'promote':
      return moveLabel(run, arn, { label: CURRENT, to: step.versionId, from: step.from });
    case 'label':
      return moveLabel(run, arn, { label: step.label, to: step.versionId, from: step.from });
    case 'unlabel':
      return moveLabel(run, arn, { label: step.label, from: step.versionId });
  }
}

/**
 * Whether another version is current than the one that was decided about. A key that is taken away is looked after once more, right
 * before, because nothing in AWS makes the two one.
 */
async function hasMoved({ caller, options }: Run, { secret, currentVersion }: Situation): Promise<boolean> {
  const { VersionIdsToStages = {} } = await caller.read(
    options.secretsManager,
    new DescribeSecretCommand({ SecretId: secret.arn }),
  );
  return !(currentVersion === undefined || VersionIdsToStages[currentVersion.id]?.includes(CURRENT));
}

/** A label moves only from where it was seen; where it is elsewhere by now, the world has to be looked at again. */
async function moveLabel({ caller, options }: Run, arn: string, move: LabelMove): Promise<Performed> {
  try {
    await caller.write(options.secretsManager, new UpdateSecretVersionStageCommand(labelInput(arn, move)));
    return DONE;
  } catch (error) {
    if (awsErrorName(error) === 'InvalidParameter') return { result: 'again' };
    throw error;
  }
}

/** The version id follows from the key and from the version whose fields it takes, so that doing it twice is doing it once. */
async function refresh(
  { target, caller, options }: Run,
  { secret, current }: Situation,
  { keyId, versionId, from }: Extract<Step, { do: 'refresh' }>,
): Promise<Performed> {
  const version = secret.versions.find(({ id }) => id === versionId);
  const pending = version && asKeyVersion(version);
  if (!pending || !current) return { result: 'again' };
  const value = writeKey({ ...pending.value, fields: current.value.fields }, target.derived);
  const put = new PutSecretValueCommand({
    SecretId: secret.arn,
    ClientRequestToken: keyToken(secret.arn, keyId, from),
    SecretString: value.reveal(),
    VersionStages: [PENDING],
  });
  await caller.write(options.secretsManager, put, { secrets: [pending.value.secretAccessKey, value] });
  return DONE;
}

async function setStatus(run: Run, keyId: string, status: 'Active' | 'Inactive'): Promise<Performed> {
  const { caller, options, target } = run;
  const update = new UpdateAccessKeyCommand(statusInput(target, keyId, status));
  return caller.write(options.iam, update).then(() => DONE, unlessGone);
}

async function deleteKey({ caller, options, target }: Run, keyId: string): Promise<Performed> {
  const remove = new DeleteAccessKeyCommand(keyInput(target, keyId));
  return caller.write(options.iam, remove).then(() => DONE, unlessGone);
}

/** A key may be gone by our own lost reply, or a list may have been stale. */
function unlessGone(error: unknown): Performed {
  if (awsErrorName(error) === 'NoSuchEntity') return { result: 'again' };
  throw error;
}

function deleteLater({ now }: Run, keyId: string): Stop {
  return {
    stop: 'waiting',
    reason: `\`${keyId}\` was created here, never stored and never used, so it is inactive now`,
    next: { what: 'delete it', at: now() },
  };
}
