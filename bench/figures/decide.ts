/* What a decision takes, against other evaluators, and what it takes to make the first one. */
import { withCertificates } from '../certificates.ts';
import { node, wallTime, type Variables } from '../command.ts';
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
/** Nothing is collected between two looks at the heap but on demand. */
const COLLECTED = ['--expose-gc', '--max-semi-space-size=64'];
/** The decision that is given back is 80 bytes; a list or a closure more would exceed this. */
const GARBAGE = 112;
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
    row({
      name: `${title}, garbage`,
      value: Number(await node([...COLLECTED, 'decide-garbage.mjs', name], folder)),
      unit: 'bytes',
      peer: {},
      goal: GARBAGE,
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
/** The evaluator alone: what it takes of the others is in its file. */
const PACKAGES = 1;
const DECISION = 'import-evaluate.mjs';
const IMPORT = 'import-alone.mjs';
const IMPORT_TITLE = 'start: time, import of the evaluator alone';

export const startEvaluate: Figure = {
  name: 'start: one decision',
  async measure(consumer) {
    const effect = (await node([DECISION, '--print'], consumer.folder)).trim();
    if (effect !== 'Allow') throw new Error(`${DECISION} printed ${effect}`);
    return [
      await startOf('start: time, one decision', DECISION, consumer),
      await startOf(IMPORT_TITLE, IMPORT, consumer),
      await startOf(`${IMPORT_TITLE}, with certificates`, IMPORT, consumer, withCertificates(consumer)),
    ];
  },
};

/** The start of a program against a bare process, beside the least that programs of its kind cost. */
async function startOf(
  name: string,
  program: string,
  consumer: Consumer,
  variables?: Variables,
): Promise<Row> {
  const measure = (args: readonly string[]) => () => wallTime(args, consumer.folder, variables);
  const floor = writeFloor(consumer, `floor-of-${program}`, PACKAGES);
  const { bare, empty, least, ours } = await interleave(STARTS, {
    bare: measure(['-e', '0']),
    empty: measure(['empty.mjs']),
    least: measure([floor]),
    ours: measure([program]),
  });
  const times = ratios(ours, bare);
  return row({
    name,
    value: median(times),
    unit: 'x bare node',
    peer: {
      'empty module': median(ratios(empty, bare)),
      'empty package': median(ratios(least, bare)),
    },
    goal: 1.1,
    spread: spread(times),
  });
}
