/* Building a document of 20 statements and making text of it, against the same document as an object literal. */
import { node } from '../command.ts';
import { mustAgree } from '../document.ts';
import { type Figure, row } from '../figure.ts';
import { documentModule, type Subject } from '../programs.ts';
import { sampleStatements } from '../statements.ts';
import { interleave, median, ratios, spread } from '../statistics.ts';

const STATEMENTS = 20;
const ROUNDS = 9;
const SUBJECTS: readonly Subject[] = ['leastwise', 'iam-floyd', 'literal'];

interface Timed {
  readonly document: unknown;
  readonly nanoseconds: number;
}

export const build: Figure = {
  name: 'build',
  async measure({ folder, write }) {
    const samples = sampleStatements(STATEMENTS);
    for (const subject of SUBJECTS) write(`build-${subject}.mjs`, documentModule(subject, samples));
    const time = async (subject: Subject): Promise<Timed> =>
      JSON.parse(await node(['time-build.mjs', `build-${subject}.mjs`], folder)) as Timed;

    const documents: Record<string, unknown> = {};
    for (const subject of SUBJECTS) documents[subject] = (await time(subject)).document;
    mustAgree(documents);

    // A process for each: what the engine learnt from one does not help or hinder the next.
    const nanoseconds = (subject: Subject) => async (): Promise<number> => (await time(subject)).nanoseconds;
    const { ours, theirs, literal } = await interleave(ROUNDS, {
      ours: nanoseconds('leastwise'),
      theirs: nanoseconds('iam-floyd'),
      literal: nanoseconds('literal'),
    });
    const times = ratios(ours, literal);
    return [
      row({
        name: `build and stringify, ${STATEMENTS} statements`,
        value: median(times),
        unit: 'x literal',
        peer: { 'iam-floyd': median(ratios(theirs, literal)) },
        goal: 2,
        spread: spread(times),
      }),
      row({
        name: `build and stringify, ${STATEMENTS} statements, absolute`,
        value: median(ours) / 1000,
        unit: 'us',
        peer: { literal: median(literal) / 1000, 'iam-floyd': median(theirs) / 1000 },
        goal: null,
      }),
    ];
  },
};
