import { agrees, type Answer, type Case, type Engine } from './answer.ts';

/** All answers of one engine to the cases of one file. */
export interface Answers {
  readonly engine: Engine;
  readonly file: string;
  readonly answers: readonly (readonly [Case, Answer])[];
}

/** The page: how many claims each engine agrees with, and each disagreement with the page that decides it. */
export function renderPage(all: readonly Answers[]): string {
  const engines = [...new Set(all.map(({ engine }) => engine))];
  const files = [...new Set(all.map(({ file }) => file))];
  return [
    '# How evaluators of IAM policies agree',
    '',
    'The claims in [packages/evaluate/cases](../packages/evaluate/cases) are data: policies, a request, and the answer that a page of',
    "AWS's documentation asks for. This page is written by `npm run agreement --prefix bench`, which puts every claim to each engine.",
    'An engine that knows only yes and no agrees with a deny of either kind. *Refused* is a claim that the engine answers with an error, often',
    'because its catalog of services does not list the action or key; *not asked* is one that it has no words for, such as a boundary. The peers',
    'are given the keys that follow from the caller, which they do not derive.',
    '',
    ...summary(engines, files, all),
    '',
    ...engines.flatMap((engine) => disagreements(engine, all)),
  ].join('\n');
}

type Count = 'agrees' | 'differs' | 'refused' | 'unasked';

function kindOf([each, answer]: readonly [Case, Answer]): Count {
  if (answer.kind !== 'answer') return answer.kind;
  return agrees(answer, each) ? 'agrees' : 'differs';
}

function summary(
  engines: readonly Engine[],
  files: readonly string[],
  all: readonly Answers[],
): readonly string[] {
  const cell = (engine: Engine, file?: string): string => {
    const counts = { agrees: 0, differs: 0, refused: 0, unasked: 0 };
    for (const each of all)
      if (each.engine === engine && (file === undefined || each.file === file))
        for (const pair of each.answers) counts[kindOf(pair)]++;
    return `${counts.agrees} | ${counts.differs} | ${counts.refused} | ${counts.unasked}`;
  };
  const row = (title: string, file?: string): string =>
    `| ${title} | ${engines.map((engine) => cell(engine, file)).join(' | ')} |`;
  const heads = engines.map(
    ({ name, version }) => `${`${name} ${version}`.trim()}: agrees | differs | refused | not asked`,
  );
  return [
    `| claims | ${heads.join(' | ')} |`,
    `| --- | ${engines.map(() => '--: | --: | --: | --:').join(' | ')} |`,
    ...files.map((file) => row(file, file)),
    row('all'),
  ];
}

function disagreements(engine: Engine, all: readonly Answers[]): readonly string[] {
  const own = all.filter((each) => each.engine === engine);
  const differing = own.flatMap(({ file, answers }) =>
    answers.filter((pair) => kindOf(pair) === 'differs').map((pair) => [file, ...pair] as const),
  );
  if (differing.length === 0) return [];
  return [
    `## Where ${engine.name} differs`,
    '',
    '| claim | AWS | it says | page that decides |',
    '| --- | --- | --- | --- |',
    ...differing.map(([file, { title, page, expect }, answer]) => {
      const says = answer.kind === 'answer' ? answer.effect : answer.kind;
      return `| ${file}: ${escaped(title)} | ${expect.effect} | ${says} | [${pageName(page)}](${page}) |`;
    }),
    '',
  ];
}

function pageName(page: string): string {
  return page.split('/').at(-1)?.replace('.html', '').replaceAll('_', ' ') ?? page;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;');
}
