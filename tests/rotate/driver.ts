import { inspect } from 'node:util';
import { rotate, type RotationOutcome } from '@leastwise/rotate';
import { type Cloud, target } from './cloud.ts';
import { chain, type Intercept } from './wire.ts';

/** How a run ended. */
export interface RunEnd {
  readonly outcome?: RotationOutcome;
  readonly error?: unknown;
  readonly crashed?: true;
  /** How many requests asked for a new key. */
  readonly creates: number;
}

/** Collects everything that a program could have logged. */
export interface Log {
  readonly text: string;
  add(value: unknown): void;
}

export function createLog(): Log {
  const lines: string[] = [];
  return {
    get text() {
      return lines.join('\n');
    },
    add: (value) => {
      lines.push(inspect(value, { showHidden: true, depth: 10 }), JSON.stringify(value), String(value));
    },
  };
}

export interface RunOptions {
  /** Resolves where the program that rotates dies. */
  readonly crashed?: Promise<'crashed'>;
  readonly force?: boolean;
}

/** Runs one rotation as a program of its own would. */
export async function runOnce(
  cloud: Cloud,
  holder: string,
  intercept: Intercept,
  log: Log,
  { crashed = new Promise(() => undefined), force = false }: RunOptions = {},
): Promise<RunEnd> {
  let creates = 0;
  const counting: Intercept = (operation, send) => {
    if (operation === 'CreateAccessKey') creates++;
    return send();
  };
  const clients = cloud.clients(chain(counting, intercept));
  const run = rotate(target, { ...clients, force, holder, onEvent: (event) => log.add(event) });
  try {
    const outcome = await Promise.race([run, crashed]);
    if (outcome === 'crashed') return { crashed: true, creates };
    log.add(outcome);
    return { outcome, creates };
  } catch (error) {
    log.add(error);
    return { error, creates };
  }
}

/** When somebody would run it next: when it said so, or after twenty minutes. */
export function waitForNext({ clock }: Cloud, { outcome }: RunEnd): void {
  const next = outcome?.next ? Date.parse(outcome.next.at) : 0;
  clock.advanceTo(Math.max(next, clock.now() + (outcome ? 1_000 : 20 * 60_000)));
}
