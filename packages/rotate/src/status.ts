import type { AccessKeyTarget } from './access-key.ts';
import type { GivenOptions, RotateOptions, RotateSecretOptions, Run } from './context.ts';
import { decide } from './decide.ts';
import type { Stop } from './decision.ts';
import { outcomeOf, type RotationOutcome } from './outcome.ts';
import { runEither } from './run-either.ts';
import { asKeyVersion, type Situation } from './situation.ts';
import { iso, type Standing } from './standing.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { type SecretStatus, secretStatusIn } from './strategy/secret-status.ts';
import { dueAt } from './table/steady.ts';
import { look, refusal } from './turn.ts';

/** A key of the user, and what it is to the rotation. */
export interface KeyStatus {
  readonly keyId: string;
  /** `missing`: the secret holds it, and the list of keys does not. */
  readonly status: string;
  readonly role: 'current' | 'pending' | 'previous' | 'unknown';
  /** ISO 8601. */
  readonly createdAt?: string;
  /** The version of the secret that holds it. */
  readonly versionId?: string;
  readonly retiredAt?: string;
  readonly disabledAt?: string;
}

/** Where the rotation of an access key stands. Plain JSON without a secret in it. */
export interface RotationStatus extends Standing, Omit<RotationOutcome, 'state' | 'steps'> {
  readonly keys: readonly KeyStatus[];
  /** Who is creating a key, or was when they stopped. */
  readonly announced?: { readonly holder: string; readonly at: string; readonly state: string };
}

/**
 * Says where a rotation stands, by the reads alone that a run begins with.
 *
 * @throws LeastwiseError as `rotate` does.
 */
export async function status(target: AccessKeyTarget, options: RotateOptions): Promise<RotationStatus>;
export async function status(target: SecretTarget, options: RotateSecretOptions): Promise<SecretStatus>;
export async function status(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
): Promise<RotationStatus | SecretStatus> {
  return runEither(target, options, statusIn, secretStatusIn);
}

/** The same within a run that was started elsewhere. */
export async function statusIn(run: Run): Promise<RotationStatus> {
  const { situation, decided } = await look(run, {
    want: run.options.force === true ? 'now' : 'due',
    decide,
  });
  const { observed, decision } = decided;
  if ('refuse' in decision) throw refusal(decision, run.target.secret);
  const ready: Stop = { stop: 'idle', reason: `found: ${observed}` };
  const { state, steps: _, ...outcome } = outcomeOf(situation, 'stop' in decision ? decision : ready, []);
  const { intent } = situation;
  return Object.freeze({
    ...outcome,
    state: 'do' in decision ? 'ready' : state,
    observed,
    ...('do' in decision ? { does: decision.do } : {}),
    keys: Object.freeze(keysOf(situation)),
    ...(intent ? { announced: { holder: intent.holder, at: iso(intent.at), state: intent.state } } : {}),
    ...(situation.current ? { due: iso(dueAt(situation)) } : {}),
    replicasBehind: situation.secret.laggingReplicas.map(({ region }) => region),
  });
}

function keysOf(s: Situation): KeyStatus[] {
  const pending = s.pending && asKeyVersion(s.pending);
  const held = [
    ...(s.current ? [{ version: s.current, role: 'current' as const }] : []),
    ...(pending ? [{ version: pending, role: 'pending' as const }] : []),
  ].map(({ version, role }): KeyStatus => {
    const keyId = version.value.accessKeyId;
    const key = s.keys.find(({ id }) => id === keyId);
    const listed = { status: key?.status ?? 'missing', ...(key ? { createdAt: iso(key.createdAt) } : {}) };
    return { keyId, role, versionId: version.id, ...listed };
  });
  const previous = s.previous.map(({ id: keyId, status, createdAt, versionId, retiredAt, disabledAt }) => ({
    ...{ keyId, status, role: 'previous' as const, createdAt: iso(createdAt), versionId },
    ...(retiredAt === undefined ? {} : { retiredAt: iso(retiredAt) }),
    ...(disabledAt === undefined ? {} : { disabledAt: iso(disabledAt) }),
  }));
  const unknown = s.unknown.map(({ id: keyId, status, createdAt }) => ({
    ...{ keyId, status, role: 'unknown' as const, createdAt: iso(createdAt) },
  }));
  return [...held, ...previous, ...unknown];
}
