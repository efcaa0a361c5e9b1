import { checkOptions, didYouMean, LeastwiseError } from '@leastwise/core';
import { expectPlan } from '../check-given.ts';
import type { Plan } from '../plan.ts';
import { type Line, type Mark, planLines, planSummary } from './lines.ts';

/** For a terminal, for a comment on a change, for a program. */
export type PlanFormat = 'text' | 'markdown' | 'json';

/** How a plan is dressed. */
export interface RenderOptions {
  /** Colours for a terminal, as ANSI escape sequences; only for `text`. */
  readonly colour?: boolean;
}

/** Where the summary begins. */
const COLUMN = 59;

/**
 * Writes a plan down: for a terminal, for a comment on a change, or for a program.
 *
 * Lines begin with `+` for what is created, `~` for what is changed, `-` for what is deleted and `!` for what
 * cannot be done. JSON is the plan itself: what it is read back into can be applied.
 *
 * @throws LeastwiseError `UNKNOWN_FORMAT`
 */
export function renderPlan(plan: Plan, format: PlanFormat, options: RenderOptions = {}): string {
  expectPlan(plan);
  checkOptions('options', options, ['colour']);
  switch (format) {
    case 'text':
      return text(plan, options.colour ?? false);
    case 'markdown':
      return markdown(plan);
    case 'json':
      return JSON.stringify(plan, undefined, 2);
    default:
      throw unknownFormat(format);
  }
}

const FORMATS: readonly PlanFormat[] = ['text', 'markdown', 'json'];

/** Only programs without types get here. */
function unknownFormat(format: unknown): LeastwiseError {
  const written = typeof format === 'string' ? format : String(format);
  return new LeastwiseError({
    code: 'UNKNOWN_FORMAT',
    what: `a plan is not written as \`${written}\``,
    path: 'format',
    hint: didYouMean(written, FORMATS),
  });
}

function text(plan: Plan, colour: boolean): string {
  const title = `${titleOf(plan)}  `.padEnd(COLUMN) + planSummary(plan);
  const lines = planLines(plan).map((line) => {
    const written = `${'    '.repeat(line.depth)}${line.mark} ${plain(line.text)}`.trimEnd();
    return colour ? paint(written, line.mark) : written;
  });
  return [colour ? `\u001B[1m${title}\u001B[0m` : title, ...lines].join('\n');
}

/** A block in the language `diff`, which many sites colour by the first character of a line. */
function markdown(plan: Plan): string {
  const heading = `### ${titleOf(plan)}\n\n${planSummary(plan)}`;
  const lines = planLines(plan).map(diffLine);
  if (lines.length === 0) return heading;
  const fence = '`'.repeat(
    Math.max(3, ...[...lines.join('\n').matchAll(/`+/g)].map(([run]) => run.length + 1)),
  );
  return [`${heading}\n`, `${fence}diff`, ...lines, fence].join('\n');
}

function diffLine({ depth, mark, text }: Line): string {
  return `${mark} ${'    '.repeat(depth)}${plain(text)}`.trimEnd();
}

function titleOf({ stack, account }: Plan): string {
  return plain(`${stack} in ${account}`);
}

/** What stands in an account may be chosen by others: characters that could move a cursor or hide text are spelt out. */
function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const COLOURS: { readonly [M in Mark]?: number } = { '+': 32, '~': 33, '-': 31, '!': 35 };

function paint(written: string, mark: Mark): string {
  const colour = COLOURS[mark];
  return colour === undefined ? written : `\u001B[${colour}m${written}\u001B[0m`;
}
