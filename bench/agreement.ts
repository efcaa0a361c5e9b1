/* Puts every claim of packages/evaluate/cases to leastwise and its peers, and writes docs/evaluate-agreement.md. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorize } from '@leastwise/evaluate';
import { format, resolveConfig } from 'prettier';
import type { Answers } from './agreement/page.ts';
import type { Answer, Case, Engine } from './agreement/answer.ts';
import { iamSimulate } from './agreement/iam-simulate.ts';
import { renderPage } from './agreement/page.ts';
import { pbac } from './agreement/pbac.ts';
import { ROOT } from './command.ts';

const CASES = join(ROOT, 'packages/evaluate/cases');
const PAGE = join(ROOT, 'docs/evaluate-agreement.md');

const leastwise: Engine = {
  name: 'leastwise',
  version: '',
  ask: async ({ policies, request }) => ({ kind: 'answer', effect: authorize(policies, request).effect }),
};

async function askAll(engine: Engine, file: string): Promise<Answers> {
  const cases = JSON.parse(readFileSync(join(CASES, file), 'utf8')) as readonly Case[];
  const answers: (readonly [Case, Answer])[] = [];
  for (const each of cases) {
    const refused = (error: unknown): Answer => ({ kind: 'refused', why: String(error) });
    answers.push([each, await engine.ask(each).catch(refused)]);
  }
  return { engine, file: file.replace('.json', ''), answers };
}

const all: Answers[] = [];
for (const engine of [leastwise, iamSimulate, pbac])
  for (const file of readdirSync(CASES).sort()) all.push(await askAll(engine, file));

const options = await resolveConfig(PAGE);
writeFileSync(PAGE, await format(renderPage(all), { ...options, parser: 'markdown' }));
