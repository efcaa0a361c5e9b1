import { LeastwiseError } from '@leastwise/core';
import type { Cloud } from '../state.ts';
import { decode } from './decode.ts';
import type { Json } from './encode.ts';
import { digestOf, SNAPSHOT_FORMAT, SNAPSHOT_VERSION, type Snapshot } from './snapshot.ts';

/**
 * The state that a snapshot was taken of.
 *
 * @throws LeastwiseError `MALFORMED_SNAPSHOT` for what is no snapshot, or was changed since; `SNAPSHOT_VERSION` for one of another version
 */
export function readSnapshot(given: unknown): Cloud {
  const { format, version, secrets, digest, state } = members(given);
  if (format !== SNAPSHOT_FORMAT) throw malformed('this is no snapshot of an emulated AWS', '$.format');
  if (version !== SNAPSHOT_VERSION) {
    throw new LeastwiseError({
      code: 'SNAPSHOT_VERSION',
      what: `this snapshot is of version \`${String(version)}\`, and version \`${SNAPSHOT_VERSION}\` is understood`,
      path: '$.version',
      hint: 'take it anew with this version of the emulator, or load it with the version that took it',
    });
  }
  if (secrets !== 'included' && secrets !== 'left-out') {
    throw malformed('this snapshot does not say whether it holds secrets', '$.secrets');
  }
  // The digest stands for the whole shape: only what the emulator wrote has it.
  if (!isJson(state) || digestOf(secrets, state) !== digest) {
    throw malformed('this snapshot is not whole, or was changed since it was taken', '$.digest');
  }
  return decode(state) as Cloud;
}

function members(given: unknown): Partial<Record<keyof Snapshot, unknown>> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw malformed('a snapshot is an object', '$');
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && Object.values(value).every(isJson);
}

function malformed(what: string, path: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_SNAPSHOT',
    what,
    path,
    hint: 'pass what cloud.snapshot() gave, or what JSON.parse makes of its file, and change nothing in it',
  });
}
