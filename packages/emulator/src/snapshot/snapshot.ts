import { createHash } from 'node:crypto';
import { canonicalJson } from '@leastwise/core';
import type { Cloud } from '../state.ts';
import { encode, type Json } from './encode.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What is put into a snapshot. */
export interface SnapshotOptions {
  /**
   * Puts in the values of secrets, the secrets of access keys, sessions, password hashes and MFA seeds, in plain sight. Left out unless
   * said otherwise.
   */
  readonly unsafeWithSecrets?: boolean;
}

/** An emulated AWS at one moment, for `JSON.stringify`. Only what is written here is stable; the state is the emulator's own. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly version: typeof SNAPSHOT_VERSION;
  /** Whether secret values are inside. */
  readonly secrets: 'included' | 'left-out';
  /** SHA-256 of the rest, by which a snapshot is told from a part of one. */
  readonly digest: string;
  readonly state: Json;
}

export const SNAPSHOT_FORMAT = 'leastwise-emulator-snapshot';

/** Rises when the state changes so that older snapshots no longer fit. */
export const SNAPSHOT_VERSION = 2;

export function takeSnapshot(cloud: Cloud, { unsafeWithSecrets = false }: SnapshotOptions): Snapshot {
  const secrets = unsafeWithSecrets ? 'included' : 'left-out';
  const state = encode(unsafeWithSecrets ? cloud : withoutSecrets(cloud));
  const digest = digestOf(secrets, state);
  return { format: SNAPSHOT_FORMAT, version: SNAPSHOT_VERSION, secrets, digest, state };
}

export function digestOf(secrets: Snapshot['secrets'], state: Json): string {
  return createHash('sha256').update(canonicalJson({ secrets, state })).digest('hex');
}
