/*
 * What it takes to run a program with one policy, against a process that does nothing, a module that does nothing, and a
 * program that imports packages in which there is nothing. What is timed prints nothing, because to open the stream
 * behind `console.log` is no part of an import. What they would print is compared before.
 */
import { withCertificates } from '../certificates.ts';
import { cpuTime, node, wallTime } from '../command.ts';
import { mustAgree } from '../document.ts';
import { type Figure, row, type Row } from '../figure.ts';
import { writeFloor } from '../floor.ts';
import { interleave, median, ratios, spread } from '../statistics.ts';

type Arguments = readonly string[];
const BARE: Arguments = ['-e', '0'];
const EMPTY: Arguments = ['empty.mjs'];
const OURS: Arguments = ['one-policy-leastwise.mjs'];
const THEIRS: Arguments = ['one-policy-iam-floyd.mjs'];
const FLOOR = 'one-policy-floor.mjs';
/** policy and aws: what they take of core is in their files. */
const PACKAGES = 2;

const ROUNDS = 21;

export const startTime: Figure = {
  name: 'start: time',
  async measure(consumer) {
    const { folder } = consumer;
    const printed = async (args: Arguments): Promise<unknown> =>
      JSON.parse(await node([...args, '--print'], folder));
    mustAgree({ leastwise: await printed(OURS), 'iam-floyd': await printed(THEIRS) });
    writeFloor(consumer, FLOOR, PACKAGES);
    const certificates = withCertificates(consumer);
    return [
      await againstBare('start: time, one policy', 1.2, (args) => wallTime(args, folder)),
      await againstBare('start: time, one policy, with certificates', 1.2, (args) =>
        wallTime(args, folder, certificates),
      ),
      await againstBare('start: CPU, one policy', null, (args) => cpuTime(args, folder)),
    ];
  },
};

async function againstBare(
  name: string,
  goal: number | null,
  measure: (args: Arguments) => Promise<number>,
): Promise<Row> {
  const { bare, empty, floor, ours, theirs } = await interleave(ROUNDS, {
    ...programs(measure),
    floor: () => measure([FLOOR]),
  });
  const times = ratios(ours, bare);
  return row({
    name,
    value: median(times),
    unit: 'x bare node',
    peer: {
      'empty module': median(ratios(empty, bare)),
      'empty packages': median(ratios(floor, bare)),
      'iam-floyd': median(ratios(theirs, bare)),
    },
    goal,
    spread: spread(times),
  });
}

type Program = 'bare' | 'empty' | 'ours' | 'theirs';

function programs(
  measure: (args: Arguments) => Promise<number>,
): Readonly<Record<Program, () => Promise<number>>> {
  return {
    bare: () => measure(BARE),
    empty: () => measure(EMPTY),
    ours: () => measure(OURS),
    theirs: () => measure(THEIRS),
  };
}

const KIB_PER_MIB = 1024;

/** Linux only: it reads `/proc`. */
export const startMemory: Figure = {
  name: 'start: memory',
  async measure({ folder }) {
    const peak = async (args: Arguments): Promise<number> => {
      const output = await node(['--require', './peak-memory.cjs', ...args], folder);
      return Number(output.trim().split('\n').at(-1)) / KIB_PER_MIB;
    };
    const { bare, empty, ours, theirs } = await interleave(ROUNDS, programs(peak));
    return [
      row({
        name: 'start: peak memory, one policy',
        value: median(ours),
        unit: 'MiB',
        peer: { 'bare node': median(bare), 'empty module': median(empty), 'iam-floyd': median(theirs) },
        // 46 MiB, or a tenth above bare where that is more: bare differs by version and platform.
        goal: Math.max(46, 1.1 * median(bare)),
        spread: spread(ours),
      }),
    ];
  },
};
