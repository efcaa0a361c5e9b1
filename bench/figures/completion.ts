/* What an editor waits for after `s3.`: the language service's list of actions, warm, after a keystroke. */
import { node } from '../command.ts';
import type { Consumer } from '../consumer.ts';
import { type Figure, row } from '../figure.ts';
import { median, spread } from '../statistics.ts';

interface Place {
  readonly before: string;
  readonly after: string;
  /** A name that the list must hold, or something else was completed. */
  readonly holds: string;
}

interface Completed {
  readonly names: readonly string[];
  readonly bytes: number;
  readonly milliseconds: readonly number[];
}

const OURS: Place = {
  before: "import { allow } from '@leastwise/policy';\nimport { s3 } from '@leastwise/aws/s3';\nallow(s3.",
  after: ');',
  holds: 'GetObject',
};
const THEIRS: Place = {
  before: "import { Statement } from 'iam-floyd';\nnew Statement.S3().allow().",
  after: ';',
  holds: 'toGetObject',
};
const ROUNDS = 40;
const KB = 1000;

export const completion: Figure = {
  name: 'completion',
  async measure(consumer) {
    const ours = await complete(OURS, consumer);
    const theirs = await complete(THEIRS, consumer);
    return [
      row({
        name: 'completion of s3., warm',
        value: median(ours.milliseconds),
        unit: 'ms',
        peer: { 'iam-floyd': median(theirs.milliseconds) },
        goal: 50,
        spread: spread(ours.milliseconds),
      }),
      row({
        name: 'completion of s3., list',
        value: ours.bytes / KB,
        unit: 'kB',
        peer: { 'iam-floyd': theirs.bytes / KB },
        goal: null,
      }),
      row({
        name: 'completion of s3., entries',
        value: ours.names.length,
        unit: 'entries',
        peer: { 'iam-floyd': theirs.names.length },
        goal: null,
      }),
    ];
  },
};

async function complete({ before, after, holds }: Place, { folder }: Consumer): Promise<Completed> {
  const args = ['time-completion.mjs', before, after, String(ROUNDS)];
  const completed = JSON.parse(await node(args, folder)) as Completed;
  if (!completed.names.includes(holds)) throw new Error(`the completion after \`${before}\` lacks ${holds}`);
  return completed;
}
