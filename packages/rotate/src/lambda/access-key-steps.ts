import { LeastwiseError } from '@leastwise/core';
import type { AccessKeyTarget } from '../access-key.ts';
import { advance } from '../advance.ts';
import { type GivenOptions, type Run, startRun } from '../context.ts';
import { decide, type Decided } from '../decide.ts';
import { INTENT, PENDING } from '../labels.ts';
import type { Identity, Observation } from '../observation.ts';
import { observe } from '../observe.ts';
import { asKeyVersion, type Situation, situationOf } from '../situation.ts';
import { lookAtIdentity } from '../turn.ts';
import { notReady } from './not-ready.ts';
import { checkRequest, type CheckedRequest } from './rotation-request.ts';

/** Takes one step of Secrets Manager's rotation of an access key. */
export async function stepAccessKey(
  target: AccessKeyTarget,
  options: GivenOptions,
  event: unknown,
): Promise<void> {
  const run = startRun(target, options);
  const request = await checkRequest(event, target.secret, {
    ...run,
    secretsManager: options.secretsManager,
  });
  if (request.step === 'finish') return finish(run, request);
  if (request.isCurrent) return;
  const situation = await situationIn(run);
  const isEmpty = !holdsKey(situation, request.token);
  if (request.step === 'create') return isEmpty ? create(run, request) : undefined;
  // A key works from the moment in which it is created, so there is nothing to set.
  if (request.step === 'set')
    return isEmpty ? notReady('the pending version holds no key', request.arn) : undefined;
  // Only the test step is called where RotateSecret is to try the function without rotating, on a version without value.
  const versionId = isEmpty ? situation.current?.id : request.token;
  if (versionId === undefined)
    return notReady('there is no current key to try the function with', request.arn);
  await prove(run, situation, versionId, isEmpty ? 'check' : 'proof');
}

async function situationIn(run: Run): Promise<Situation> {
  const { target, holder } = run;
  const context = { target, holder, want: 'nothing', taken: [], identities: {}, lastUses: {} } as const;
  return situationOf({ ...(await observe(run)), ...context, now: run.now() });
}

function holdsKey({ secret }: Situation, token: string): boolean {
  const version = secret.versions.find(({ id }) => id === token);
  return version !== undefined && asKeyVersion(version) !== undefined;
}

/** Announces, creates and stores a key as any rotation does, under the version id that Secrets Manager chose. */
async function create(run: Run, { token, arn }: CheckedRequest): Promise<void> {
  const errand = { want: 'now', decide: decideBeside } as const;
  const { last } = await advance(
    { ...run, pendingVersionId: token },
    () => errand,
    ({ step, again }) => step?.do === 'mint' && again !== true,
  );
  if (last.stop) notReady(last.stop.reason, arn);
}

/** Decides as if versions without a value were not there: Secrets Manager made them for this function to fill. */
export function decideBeside(observation: Observation): Decided {
  const { secret } = observation;
  const versions = secret.versions.filter(
    ({ labels, value }) => !(labels.includes(PENDING) && value.kind === 'nothing'),
  );
  return decide({ ...observation, secret: { ...secret, versions } });
}

async function prove(
  run: Run,
  situation: Situation,
  versionId: string,
  as: 'proof' | 'check',
): Promise<void> {
  const version = situation.secret.versions.find(({ id }) => id === versionId);
  const keyId = (version && asKeyVersion(version)?.value.accessKeyId) ?? '';
  const identity: Identity = await lookAtIdentity(run, situation, { look: 'identity', versionId, keyId, as });
  if (identity === 'works') return;
  throw new LeastwiseError({
    code: 'NOT_VERIFIED',
    what:
      identity === 'refused'
        ? `AWS does not accept the key \`${keyId}\``
        : `the key \`${keyId}\` is \`${identity.arn}\`, not the user \`${run.target.user}\``,
    path: situation.secret.arn,
    hint: 'Secrets Manager tries again; the current key was not touched',
  });
}

/** What finishing may do: the rest, and AWSPENDING, is for the sweep and for Secrets Manager. */
function decideFinish(observation: Observation): Decided {
  // Each step may run in another process than the one that announced the key, which is stored by now.
  const announced = observation.secret.versions.find(({ labels }) => labels.includes(INTENT))?.value;
  const holder = announced?.kind === 'intent' ? announced.holder : observation.holder;
  const { observed, decision } = decide({ ...observation, holder });
  const isFinishing =
    !('do' in decision) ||
    decision.do === 'promote' ||
    decision.do === 'activate' ||
    decision.do === 'label' ||
    (decision.do === 'unlabel' && decision.label !== PENDING);
  if (isFinishing) return { observed, decision };
  return { observed, decision: { stop: 'waiting', reason: `found: ${observed}` } };
}

async function finish(run: Run, { token, arn }: CheckedRequest): Promise<void> {
  const { last } = await advance(run, () => ({ want: 'nothing', decide: decideFinish }));
  if (last.situation.currentVersion?.id !== token)
    notReady(last.stop?.reason ?? 'another version is current', arn);
}
