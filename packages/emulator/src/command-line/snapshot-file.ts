import { accessSync, constants, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LeastwiseError } from '@leastwise/core';
import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * What a snapshot's file holds; nothing where there is no file yet.
 *
 * @throws LeastwiseError `MALFORMED_SNAPSHOT` for a file that is no JSON, `SNAPSHOT_FILE` for one that could not be read, or not be
 * written at the end
 */
export function openSnapshotFile(file: string): unknown {
  try {
    accessSync(dirname(file), constants.W_OK);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's message quotes the text, which may hold a secret.
    if (error instanceof SyntaxError) throw notJson(file);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && syscall === 'open') return undefined;
    throw new LeastwiseError({
      code: 'SNAPSHOT_FILE',
      what: `a snapshot cannot be kept in this file: ${code ?? 'it cannot be read'}`,
      path: file,
      hint: 'name a file in a folder that is there and that you may write to',
      cause: error,
    });
  }
}

/** Whole or not at all, and for its owner's eyes alone: it holds secrets. */
export function writeSnapshotFile(file: string, snapshot: Snapshot): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(snapshot)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function notJson(file: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MALFORMED_SNAPSHOT',
    what: 'this file is not JSON',
    path: file,
    hint: 'name another file; one that is not there yet is made at the end',
  });
}
