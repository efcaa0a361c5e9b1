import type { Context } from '../context.ts';
import type { RotationFunction } from '../rotation-functions.ts';
import type { StoredSecret } from '../state.ts';
import { agendasOf } from './agenda.ts';
import { runRotation, unfinished } from './rotation.ts';

type Surroundings = Pick<Context, 'cloud' | 'clock' | 'functions' | 'ids'>;

/**
 * Starts the rotation of every secret whose window has opened. Time passes here only between requests: a window that opened and closed
 * meanwhile counts as well, and several of them count once.
 */
export function startDueRotations(surroundings: Surroundings): void {
  const now = surroundings.clock.now();
  const { rotations } = agendasOf(surroundings.cloud);
  for (const secret of rotations.due(now)) {
    // For the window after this one, or, where its function still runs, for this one again.
    rotations.touch(secret);
    const { rotation } = secret;
    if (!rotation || surroundings.functions.isRunning(secret.arn)) continue;
    rotation.since = now;
    rotate(secret, rotation.functionArn, now, surroundings);
  }
}

/** A rotation that did not end is tried again, with the version that it made. */
function rotate(secret: StoredSecret, functionArn: string, now: number, surroundings: Surroundings): void {
  const { functions, ids } = surroundings;
  try {
    const version = unfinished(secret)?.id ?? ids.uuid();
    runRotation(secret, version, functions.get(functionArn) ?? absent(functionArn), { ...surroundings, now });
  } catch (error) {
    // No room for another version: nobody waits for an answer.
    functions.fail({ secret: secret.arn, step: 'createSecret', error });
  }
}

/** Stands for a function that is not there any more: it fails at its first step. */
function absent(arn: string): RotationFunction {
  return () =>
    Promise.reject(new Error(`there is no rotation function ${arn}: name it in rotationFunctions`));
}
