import { CURRENT, PENDING, PREVIOUS, stampedAt } from '../labels.ts';
import { iso, type Standing } from '../standing.ts';
import { lookAtSecret, type SecretLooked } from './look-at-secret.ts';
import { dueAt } from './secret-decision.ts';
import type { SecretVersion } from './secret-observation.ts';
import { secretOutcomeOf } from './secret-outcome.ts';
import type { SecretRun } from './secret-run.ts';

/** A labelled version of the secret, and what it is to the rotation. */
export interface ValueStatus {
  readonly versionId: string;
  /** `old`: it was previous before the last one was. `announcement`: it says that its successor is being created. */
  readonly role: 'current' | 'pending' | 'previous' | 'old' | 'announcement';
  /** ISO 8601; absent where the version holds nothing yet. */
  readonly storedAt?: string;
  readonly retiredAt?: string;
  readonly disabledAt?: string;
}

/** Where the rotation of a secret by a strategy stands. Plain JSON without a secret in it. */
export interface SecretStatus extends Standing {
  /** The strategy's name. */
  readonly strategy: string;
  readonly values: readonly ValueStatus[];
}

export async function secretStatusIn(run: SecretRun): Promise<SecretStatus> {
  return describeSecret(run, await lookAtSecret(run, run.force ? 'now' : 'due'));
}

/** What was seen, as a status. */
export function describeSecret({ target }: SecretRun, looked: SecretLooked): SecretStatus {
  const { seen, observed, decision } = looked;
  const ready = { stop: 'idle', reason: `found: ${observed}` } as const;
  const { steps: _, ...outcome } = secretOutcomeOf(target, seen, 'stop' in decision ? decision : ready, []);
  const due = seen.current ? dueAt(seen.current, target) : Number.POSITIVE_INFINITY;
  return Object.freeze({
    ...outcome,
    state: 'stop' in decision ? outcome.state : 'ready',
    observed,
    ...('do' in decision ? { does: decision.do } : {}),
    ...(Number.isFinite(due) ? { due: iso(due) } : {}),
    strategy: target.strategy.name,
    values: Object.freeze(seen.versions.map(valueStatus)),
    replicasBehind: seen.replicasBehind,
  });
}

function valueStatus({ id, labels, createdAt, value, announces }: SecretVersion): ValueStatus {
  const times = {
    storedAt: value || announces !== undefined ? createdAt : undefined,
    retiredAt: stampedAt('RETIRED', labels),
    disabledAt: stampedAt('DISABLED', labels),
  };
  const known = Object.entries(times).flatMap(([name, time]) =>
    time === undefined ? [] : [[name, iso(time)] as const],
  );
  return Object.freeze({
    versionId: id,
    role: announces === undefined ? roleOf(labels) : 'announcement',
    ...Object.fromEntries(known),
  });
}

function roleOf(labels: readonly string[]): ValueStatus['role'] {
  if (labels.includes(CURRENT)) return 'current';
  if (labels.includes(PENDING)) return 'pending';
  return labels.includes(PREVIOUS) ? 'previous' : 'old';
}
