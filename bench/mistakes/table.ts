import { type Judgements, VERDICTS } from './judge.ts';
import { MISTAKES } from './mistakes.ts';

export interface Column {
  /** The library, and its version where it has one that matters. */
  readonly title: string;
  readonly judgements: Judgements;
}

export interface Absent {
  readonly name: string;
  readonly why: string;
}

/** The page with the table. The first column is leastwise's, whose sentences are shown too. */
export function renderPage(columns: readonly Column[], absent: readonly Absent[]): string {
  const rows = MISTAKES.map((mistake) => [
    mistake,
    ...columns.map(({ judgements }) => judgements.get(mistake)?.verdict ?? '?'),
  ]);
  const counts = ['**caught (C/R/V)**', ...columns.map(({ judgements }) => `**${countOf(judgements)}**`)];
  return `# Mistakes caught

What libraries that build IAM policies in TypeScript say of ${MISTAKES.length} common mistakes. This page is written by
\`npm run mistakes --prefix bench\`, which compiles and runs a program for each mistake and each library: once with the mistake, and
once without it, to be sure that it is the mistake that is refused. The programs are in [bench/mistakes](../bench/mistakes).

**C** does not compile; **R** throws when the policy is built; **V** only the library's own validator, called on the finished
document, reports it; **–** nothing. A mistake with two forms counts as what is said of the form that fares worse.

${table(['mistake', ...columns.map(({ title }) => title)], [...rows, counts])}
${absentNote(absent)}${sentences(columns[0])}`;
}

function countOf(judgements: Judgements): string {
  const all = [...judgements.values()];
  return VERDICTS.slice(0, -1)
    .map((wanted) => all.filter(({ verdict }) => verdict === wanted).length)
    .join('/');
}

function sentences(column: Column | undefined): string {
  if (column === undefined) return '';
  const said = MISTAKES.map((mistake) => [mistake, code(column.judgements.get(mistake)?.why ?? '')]);
  return `\n## What ${column.title} says\n\n${table(['mistake', 'TypeScript, or the error that is thrown'], said)}\n`;
}

/** A sentence as code. Generated modules number their sets of condition keys anew with each data update. */
function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll(/\bK\d+\b/g, 'K').replaceAll('|', String.raw`\|`)}${fence}`;
}

function absentNote(absent: readonly Absent[]): string {
  if (absent.length === 0) return '';
  return `\nNot in the table:\n\n${absent.map(({ name, why }) => `- \`${name}\`: ${why}`).join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
