import type { Context } from '../context.ts';
import type { RotationFunction } from '../rotation-functions.ts';
import type { Cloud, StoredSecret } from '../state.ts';
import { nextWindow } from './rotation-rules.ts';
import { runRotation, unfinished } from './rotation.ts';

type Surroundings = Pick<Context, 'cloud' | 'clock' | 'functions' | 'ids'>;

/**
 * Starts the rotation of every secret whose window has opened. Time passes here only between requests: a window that opened and closed
 * meanwhile counts as well, and several of them count once.
 */
export function startDueRotations(surroundings: Surroundings): void {
  const now = surroundings.clock.now();
  for (const secret of secretsOf(surroundings.cloud)) {
    const { rotation } = secret;
    if (!rotation?.enabled || secret.deletes) continue;
    const window = nextWindow(secret);
    if (!window || window.opens > now || surroundings.functions.isRunning(secret.arn)) continue;
    rotation.since = now;
    rotate(secret, rotation.functionArn, now, surroundings);
  }
}

function* secretsOf({ accounts }: Cloud): Iterable<StoredSecret> {
  for (const { secrets } of accounts.values())
    for (const inRegion of secrets.values()) yield* inRegion.values();
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
