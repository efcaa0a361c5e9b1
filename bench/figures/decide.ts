/* What a decision takes, against other evaluators, and what it takes to make the first one. */
import { node, wallTime } from '../command.ts';
import type { Consumer } from '../consumer.ts';
import { type Figure, row, type Row } from '../figure.ts';
import { writeFloor } from '../floor.ts';
import { interleave, median, ratios, spread } from '../statistics.ts';

interface Timed {
  readonly microseconds: number;
  readonly answers: readonly boolean[];
  readonly bytes: number;
}

interface Workload {
  readonly name: string;
  readonly title: string;
  /** How many times faster than iam-simulate it promises to be. */
  readonly factor: number;
  /** How many requests each engine decides in a round: slow ones decide fewer of the same. */
  readonly counts: Readonly<Record<Engine, number>>;
}

type Engine = 'leastwise' | 'explained' | 'iam-simulate' | 'pbac';

const WORKLOADS: readonly Workload[] = [
  {
    name: 'five',
    title: 'decide, one policy of 5 statements',
    factor: 100,
    counts: { leastwise: 1000, explained: 1000, 'iam-simulate': 300, pbac: 1000 },
  },
  {
    name: 'managed',
    title: 'decide, 20 AWS managed policies',
    factor: 400,
    counts: { leastwise: 1000, explained: 1000, 'iam-simulate': 42, pbac: 140 },
  },
];

const ROUNDS = 3;
const MIB = 1024 * 1024;

export const decide: Figure = {
  name: 'decide',
  async measure(consumer) {
    const rows: Row[] = [];
    for (const workload of WORKLOADS) rows.push(...(await measureWorkload(workload, consumer)));
    return rows;
  },
};

async function measureWorkload(workload: Workload, { folder }: Consumer): Promise<readonly Row[]> {
  const { name, title, factor, counts } = workload;
  const run = async (engine: Engine): Promise<Timed> =>
    JSON.parse(
      await node(['--expose-gc', 'time-decide.mjs', engine, name, String(counts[engine])], folder),
    ) as Timed;
  await mustDecideSomething(run);
  const time = (engine: Engine) => async (): Promise<number> => (await run(engine)).microseconds;
  const times = await interleave(ROUNDS, {
    leastwise: time('leastwise'),
    explained: time('explained'),
    'iam-simulate': time('iam-simulate'),
    pbac: time('pbac'),
  });
  const theirs = median(times['iam-simulate']);
  return [
    row({
      name: title,
      value: median(times.leastwise),
      unit: 'us',
      peer: { 'iam-simulate': theirs, pbac: median(times.pbac) },
      goal: theirs / factor,
      spread: spread(times.leastwise),
    }),
    row({
      name: `${title}, with explanation`,
      value: median(times.explained),
      unit: 'us',
      peer: { 'iam-simulate': theirs },
      goal: null,
    }),
    row({
      name: `${title}, memory`,
      value: (await run('leastwise')).bytes / MIB,
      unit: 'MiB',
      peer: {
        'iam-simulate': (await run('iam-simulate')).bytes / MIB,
        pbac: (await run('pbac')).bytes / MIB,
      },
      goal: null,
    }),
  ];
}

/** A workload that everyone answers in the same way throughout would time something else than decisions. */
async function mustDecideSomething(run: (engine: Engine) => Promise<Timed>): Promise<void> {
  for (const engine of ['leastwise', 'explained'] as const) {
    const { answers } = await run(engine);
    if (new Set(answers).size !== 2) throw new Error(`${engine} answers all requests alike`);
  }
}

const STARTS = 21;

export const startEvaluate: Figure = {
  name: 'start: one decision',
  async measure(consumer) {
    const { folder } = consumer;
    const floor = writeFloor(consumer, 'one-decision-floor.mjs', 'Allow');
    const measure = (args: readonly string[]) => () => wallTime(args, folder);
    const { bare, empty, least, ours } = await interleave(STARTS, {
      bare: measure(['-e', '0']),
      empty: measure(['empty.mjs']),
      least: measure([floor]),
      ours: measure(['import-evaluate.mjs']),
    });
    const times = ratios(ours, bare);
    return [
      row({
        name: 'start: time, one decision',
        value: median(times),
        unit: 'x bare node',
        peer: {
          'empty module': median(ratios(empty, bare)),
          'empty packages, printed': median(ratios(least, bare)),
        },
        goal: 1.1,
        spread: spread(times),
      }),
    ];
  },
};
