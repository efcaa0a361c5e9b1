import { DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { awsErrorName } from '@leastwise/core';
import type { Run } from './context.ts';
import type { Step, Stop } from './decision.ts';
import { CURRENT, PENDING } from './labels.ts';
import { mint } from './mint.ts';
import type { Situation } from './situation.ts';

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
      await setStatus(run, step.keyId, 'Inactive');
      return step.last === true ? { result: 'stopped', stop: deleteLater(run, step.keyId) } : DONE;
    case 'delete':
      return deleteKey(run, step.keyId);
    case 'discard':
      if (step.keyId !== undefined) {
        await setStatus(run, step.keyId, 'Inactive');
        await deleteKey(run, step.keyId);
      }
      return moveLabel(run, arn, { VersionStage: PENDING, RemoveFromVersionId: step.versionId });
    case 'promote':
      return moveLabel(run, arn, {
        VersionStage: CURRENT,
        MoveToVersionId: step.versionId,
        RemoveFromVersionId: step.from,
      });
    case 'label':
      return moveLabel(run, arn, { VersionStage: step.label, MoveToVersionId: step.versionId });
    case 'unlabel':
      return moveLabel(run, arn, { VersionStage: step.label, RemoveFromVersionId: step.versionId });
  }
}

interface LabelMove {
  readonly VersionStage: string;
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string | undefined;
}

/** A label moves only from where it was seen; where it is elsewhere by now, the world has to be looked at again. */
async function moveLabel({ caller, options }: Run, arn: string, move: LabelMove): Promise<Performed> {
  try {
    await caller.write(
      options.secretsManager,
      new UpdateSecretVersionStageCommand({ SecretId: arn, ...move }),
    );
    return DONE;
  } catch (error) {
    if (awsErrorName(error) === 'InvalidParameter') return { result: 'again' };
    throw error;
  }
}

async function setStatus(run: Run, keyId: string, status: 'Active' | 'Inactive'): Promise<Performed> {
  const { caller, options, target } = run;
  const update = new UpdateAccessKeyCommand({ UserName: target.user, AccessKeyId: keyId, Status: status });
  return caller.write(options.iam, update).then(() => DONE, unlessGone);
}

async function deleteKey({ caller, options, target }: Run, keyId: string): Promise<Performed> {
  const remove = new DeleteAccessKeyCommand({ UserName: target.user, AccessKeyId: keyId });
  return caller.write(options.iam, remove).then(() => DONE, unlessGone);
}

/** A key may be gone by our own lost reply, or a list may have been stale. */
function unlessGone(error: unknown): Performed {
  if (awsErrorName(error) === 'NoSuchEntity') return { result: 'again' };
  throw error;
}

function deleteLater({ clock }: Run, keyId: string): Stop {
  return {
    stop: 'waiting',
    reason: `\`${keyId}\` was created here, never stored and never used, so it is inactive now`,
    next: { what: 'delete it', at: clock.now() },
  };
}
