/** How a ```ts block is checked: `run` also executes it, `wrong` must not compile. */
export type BlockMode = 'run' | 'no-run' | 'wrong';

/** One ```ts block of a document. */
export interface Block {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly mode: BlockMode;
  readonly code: string;
  /** The ```json or ```text block that directly follows: what it prints, or for `wrong` what the compiler says. */
  readonly expected: Expected | undefined;
}

export interface Expected {
  readonly language: 'json' | 'text';
  readonly text: string;
}

interface Fence {
  readonly start: number;
  readonly end: number;
  readonly info: string;
  readonly text: string;
}

const MODES: readonly string[] = ['run', 'no-run', 'wrong'] satisfies BlockMode[];
const isMode = (text: string): text is BlockMode => MODES.includes(text);

/**
 * The ```ts blocks of a Markdown text. `firstLine` is where the text starts in its file, for comments in sources.
 * The info string after `ts` is empty (run it), `no-run` or `wrong`.
 */
export function blocksOf(markdown: string, file: string, firstLine = 1): Block[] {
  const lines = markdown.split('\n');
  const fences = fencesOf(lines);
  return fences.flatMap((fence, i) => {
    const [language, mode = 'run', ...rest] = fence.info.split(/\s+/);
    if (language !== 'ts') return [];
    const line = firstLine + fence.start;
    if (!isMode(mode) || rest.length > 0)
      throw new Error(`${file}:${line}: unknown info string \`${fence.info}\``);
    const expected = expectedAfter(fence, fences[i + 1], lines);
    if (mode === 'wrong' && expected?.language !== 'text') {
      throw new Error(
        `${file}:${line}: a wrong block needs the compiler's message in a \`text\` block after it`,
      );
    }
    return [{ file, line, mode, code: fence.text, expected }];
  });
}

function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  for (let start = 0; start < lines.length; start++) {
    const opening = /^(\s*)(`{3,})([^`]*)$/.exec(lines[start] ?? '');
    if (!opening) continue;
    const [, indent = '', ticks = '', info = ''] = opening;
    let end = start + 1;
    while (end < lines.length && lines[end]?.trim() !== ticks) end++;
    const text = lines
      .slice(start + 1, end)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    fences.push({ start, end, info: info.trim(), text: text.join('\n') });
    start = end;
  }
  return fences;
}

/** Only blank lines, or one line of prose that ends in a colon, may stand between a block and its output. */
function expectedAfter(
  fence: Fence,
  next: Fence | undefined,
  lines: readonly string[],
): Expected | undefined {
  if (next === undefined || (next.info !== 'json' && next.info !== 'text')) return undefined;
  const between = lines.slice(fence.end + 1, next.start).filter((line) => line.trim() !== '');
  const introduces =
    between.length === 0 || (between.length === 1 && between[0]?.trimEnd().endsWith(':') === true);
  return introduces ? { language: next.info, text: next.text } : undefined;
}

/** The blocks of every documentation comment (`/** ... *\/`) of a source file. */
export function blocksOfComments(source: string, file: string): Block[] {
  return [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((comment) => {
    const firstLine = source.slice(0, comment.index).split('\n').length;
    const text = comment[0].replace(/^\/\*\*|\*\/$/g, '').replace(/^[ \t]*\* ?/gm, '');
    return blocksOf(text, file, firstLine);
  });
}
