import { INTENT, isStamp, PENDING, stampedAt, stampLabel, WITHDRAWN } from '../labels.ts';
import { NO_BASE } from '../stored-value.ts';
import { scheduledForDeletion } from '../table/guards.ts';
import { LOOK_AGAIN } from '../table/row.ts';
import { announcementToken, isMintedFrom, valueToken } from '../token.ts';
import { announced } from './announcement.ts';
import type { SecretTarget } from './managed-secret.ts';
import type { SecretObservation, SecretVersion } from './secret-observation.ts';
import type { Memory, SecretDecision, SecretStep, SecretStop } from './secret-step.ts';

type Row = (o: SecretObservation, target: SecretTarget, memory: Memory) => SecretDecision | undefined;

/** Every state that a secret can be in, in the order in which they are looked for. */
const ROWS: readonly Row[] = [guarded, pendingRow, firstValue, stamps, retiring, tidying, announced, steady];

/** Decides what to do about an observation. Pure. */
export function decideSecret(
  observation: SecretObservation,
  target: SecretTarget,
  memory: Memory,
): SecretDecision {
  for (const row of ROWS) {
    const decided = row(observation, target, memory);
    if (decided) return decided;
  }
  return notDue(observation, target);
}

/** What nobody may touch now. */
export function guarded(
  { arn, deletedAt, versions }: SecretObservation,
  { secret }: SecretTarget,
): SecretDecision | undefined {
  if (deletedAt !== undefined) {
    return { observed: 'secret scheduled for deletion', decision: scheduledForDeletion(secret, arn) };
  }
  if (!versions.some(({ labels }) => labels.includes(INTENT) || labels.includes(WITHDRAWN))) return undefined;
  const reason = `the secret \`${secret}\` is rotated as an access key; give each secret one rotation`;
  const remedy = { what: 'rotate it as an access key alone, or give this rotation a secret of its own' };
  return { observed: 'secret of an access key', decision: { stop: 'blocked', reason, remedy } };
}

/** INVARIANT: nothing becomes current that was not stored, set and tested before, in this order. */
function pendingRow(
  { arn, pending, current, currentId, rotatedByService, now }: SecretObservation,
  _: SecretTarget,
  { done, refused, taken }: Memory,
): SecretDecision | undefined {
  if (!pending) return undefined;
  const versionId = pending.id;
  if (refused.has(versionId)) {
    // The label moves to the next one in one request: a first value that was never set must not be left as if it were in use.
    return { observed: 'pending, refused', decision: mintFrom(arn, current?.id ?? NO_BASE, taken) };
  }
  if (pending.value) {
    if (!done.has(`set ${versionId}`)) return { observed: 'pending', decision: { do: 'set', versionId } };
    if (!done.has(`test ${versionId}`))
      return { observed: 'pending, set', decision: { do: 'test', versionId } };
    const from = currentId === undefined ? {} : { from: currentId };
    return { observed: 'pending, tested', decision: { do: 'promote', versionId, ...from } };
  }
  const observed = 'pending version without a value';
  if (!rotatedByService) return { observed, decision: { do: 'unlabel', label: PENDING, versionId } };
  const reason = 'a rotation by Secrets Manager is under way';
  return {
    observed,
    decision: { stop: 'waiting', reason, next: { what: 'look again', at: now + LOOK_AGAIN } },
  };
}

/** Secrets Manager makes the first version of a secret current at once, before it could be set. */
function firstValue(
  { current, arn, rotatedByService }: SecretObservation,
  _: SecretTarget,
  { done, refused, taken }: Memory,
): SecretDecision | undefined {
  if (!current?.labels.includes(PENDING) || rotatedByService) return undefined;
  const versionId = current.id;
  if (refused.has(versionId)) {
    return { observed: 'first value, refused', decision: mintFrom(arn, versionId, taken) };
  }
  if (isMintedFrom(arn, NO_BASE, versionId)) {
    const observed = 'first value, not known to be set';
    if (!done.has(`set ${versionId}`)) return { observed, decision: { do: 'set', versionId } };
    if (!done.has(`test ${versionId}`)) return { observed, decision: { do: 'test', versionId } };
  }
  return { observed: 'promoted, AWSPENDING left', decision: { do: 'unlabel', label: PENDING, versionId } };
}

/** The grace period counts from a stamp, which a version that is current must not carry. */
function stamps(
  { current, previous, arn, now, rotatedByService }: SecretObservation,
  { strategy }: SecretTarget,
): SecretDecision | undefined {
  const label = current?.labels.find(isStamp);
  if (current && label !== undefined) {
    return {
      observed: 'stamps of the current value',
      decision: { do: 'unlabel', label, versionId: current.id },
    };
  }
  if (strategy.overlap === 'single' || !previous || !current || previous.labels.some(isStamp))
    return undefined;
  // What a person replaced by hand is theirs to take away.
  const isOurs =
    isMintedFrom(arn, previous.id, current.id) ||
    // What a rollback went back from.
    isMintedFrom(arn, current.id, previous.id) ||
    (rotatedByService && current.labels.includes(PENDING));
  // Where minting takes a key away, whoever replaced a value, its users are given their time.
  if (!isOurs && !strategy.creates) return undefined;
  const stamp = stampLabel('RETIRED', now);
  return {
    observed: 'promoted, no RETIRED stamp',
    decision: { do: 'label', label: stamp, versionId: previous.id },
  };
}

/** INVARIANT: a previous value is taken away only after the grace period, and never the current one. */
function retiring(
  { versions, current, now, replicasBehind }: SecretObservation,
  { strategy, grace }: SecretTarget,
  { done }: Memory,
): SecretDecision | undefined {
  if (strategy.overlap !== 'dual' || !current) return undefined;
  const version = versions.find(
    ({ labels }) => isRetired(labels) && stampedAt('DISABLED', labels) === undefined,
  );
  const retiredAt = version && stampedAt('RETIRED', version.labels);
  if (!version || retiredAt === undefined) return undefined;
  const versionId = version.id;
  const next = { what: 'take the previous value away', at: retiredAt + grace };
  const observed = 'both values work';
  if (now < next.at) {
    const reason = 'the previous value stays while its users may hold on to it';
    return { observed, decision: { stop: 'waiting', reason, next } };
  }
  if (replicasBehind.length > 0) {
    const reason = `the secret's copies in ${replicasBehind.join(', ')} are not up to date`;
    return { observed, decision: { stop: 'waiting', reason, next: { ...next, at: now + LOOK_AGAIN } } };
  }
  if (version.value && !done.has(`retire ${versionId}`))
    return { observed, decision: { do: 'retire', versionId } };
  return {
    observed: 'retired, no stamp',
    decision: { do: 'label', label: stampLabel('DISABLED', now), versionId },
  };
}

function isRetired(labels: readonly string[]): boolean {
  return stampedAt('RETIRED', labels) !== undefined;
}

/** Stamps have done their work once another version is previous, and what it held has been replaced. */
function tidying(
  { arn, versions, previous, current }: SecretObservation,
  { strategy }: SecretTarget,
): SecretDecision | undefined {
  const old = versions.find(
    (version) => version !== previous && version !== current && version.labels.some(isStamp),
  );
  const label = old?.labels.find(isStamp);
  if (!old || label === undefined) return undefined;
  // Somebody edited what stands beside the current value: what that one replaced is what minting takes away.
  const isEdited = !previous || !current || !isMintedFrom(arn, previous.id, current.id);
  if (strategy.creates && isEdited) return undefined;
  return { observed: 'stamps of an old value', decision: { do: 'unlabel', label, versionId: old.id } };
}

function steady(
  o: SecretObservation,
  target: SecretTarget,
  { want, taken, checked }: Memory,
): SecretDecision | undefined {
  const { current, previous, arn, now } = o;
  const isWanted = want === 'now' || !current || now >= dueAt(current, target);
  if (want === 'nothing' || !isWanted) return undefined;
  const { strategy, grace } = target;
  const observed = current ? 'due' : 'no current value';
  if (!strategy.mint) return { observed, decision: waitForValue(target, arn) };
  const since = strategy.overlap === 'alternating' ? stampedAt('RETIRED', previous?.labels ?? []) : undefined;
  if (since !== undefined && now < since + grace) {
    const next = { what: 'create the next value', at: since + grace };
    const reason = 'the previous value belongs to the user whose turn it is, and may still be in use';
    return { observed, decision: { stop: 'waiting', reason, next } };
  }
  if (strategy.check && checked === undefined) return { observed, decision: { look: 'check' } };
  if (typeof checked === 'object') return { observed, decision: { stop: 'blocked', ...checked } };
  const token = strategy.creates ? announcementToken : valueToken;
  return { observed, decision: mintFrom(arn, current?.id ?? NO_BASE, taken, token) };
}

function waitForValue({ secret }: SecretTarget, arn: string): SecretStop {
  const input = { SecretId: arn, SecretString: '<the next value>', VersionStages: [PENDING] };
  return {
    stop: 'waiting',
    reason: `the next value of \`${secret}\` is due; store it with the label AWSPENDING`,
    remedy: {
      what: 'store the next value as AWSPENDING; a run then sets, tests and promotes it',
      call: { service: 'SecretsManager', operation: 'PutSecretValue', input },
    },
  };
}

function mintFrom(arn: string, base: string, taken: readonly string[], token = valueToken): SecretStep {
  let attempt = 0;
  while (taken.includes(token(arn, base, attempt))) attempt++;
  return { do: 'mint', base, attempt };
}

function notDue({ current }: SecretObservation, target: SecretTarget): SecretDecision {
  const at = current ? dueAt(current, target) : Number.POSITIVE_INFINITY;
  const next = Number.isFinite(at) ? { next: { what: 'create the next value', at } } : {};
  return { observed: 'steady', decision: { stop: 'idle', reason: 'the current value is not due', ...next } };
}

/** When a value is to be replaced, in milliseconds; infinity where only `force` does. */
export function dueAt({ createdAt }: SecretVersion, { every }: SecretTarget): number {
  return createdAt + every;
}
