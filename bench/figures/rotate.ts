/* What rotating takes, counted and timed. */
import { ROOT, node } from '../command.ts';
import { row, type Figure } from '../figure.ts';

interface Measured {
  readonly callsPerLifecycle: number;
  /** Processor time for giving 1,000 users their keys. */
  readonly fleetSeconds: number;
  readonly callsPerUser: number;
  readonly lives: number;
  readonly livesSeconds: number;
}

export const rotating: Figure = {
  name: 'rotate',
  async measure() {
    const program = ['--conditions=@leastwise/source', '--import', 'tsx', 'bench/programs/time-rotate.ts'];
    const measured = JSON.parse(await node(program, ROOT)) as Measured;
    const { callsPerLifecycle, fleetSeconds, callsPerUser, lives, livesSeconds } = measured;
    const none = { peer: {}, goal: null };
    return [
      row({
        name: 'rotate: calls of a lifecycle, three runs',
        value: callsPerLifecycle,
        unit: 'calls',
        ...none,
      }),
      row({ name: 'rotate: 1,000 users', value: fleetSeconds, unit: 's of CPU', ...none }),
      row({ name: 'rotate: calls for a user', value: callsPerUser, unit: 'calls', ...none }),
      row({
        name: 'rotate: a lifecycle with a fault',
        value: (livesSeconds / lives) * 1_000,
        unit: 'ms of CPU',
        ...none,
      }),
    ];
  },
};
