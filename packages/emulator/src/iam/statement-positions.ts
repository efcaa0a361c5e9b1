import type * as iam from '../../generated/iam.js';

/** Where the statements of a policy begin and end in its text. Lines and columns count from 1, the end is behind the last character. */
export function statementPositions(
  text: string,
): readonly Required<Pick<iam.Statement, 'StartPosition' | 'EndPosition'>>[] {
  return statementSpans(text).map(([start, end]) => ({
    StartPosition: positionAt(text, start),
    EndPosition: positionAt(text, end),
  }));
}

function positionAt(text: string, offset: number): iam.Position {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { Line: line, Column: offset - before.lastIndexOf('\n') };
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;

/**
 * The objects that stand directly in the document's Statement: at depth 2 where that is one, at depth 3 where it is a list. The
 * text is a policy document, so nothing else holds objects there.
 */
function statementSpans(text: string): [start: number, end: number][] {
  const spans: [number, number][] = [];
  const open: { readonly bracket: string; readonly at: number; readonly inStatement: boolean }[] = [];
  let lastText = '';
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('"')) lastText = token;
    else if (token === '{' || token === '[') {
      const parent = open.at(-1);
      const inStatement =
        open.length === 1
          ? lastText === '"Statement"'
          : open.length === 2 && parent?.bracket === '[' && parent.inStatement;
      open.push({ bracket: token, at: index, inStatement });
    } else {
      const closed = open.pop();
      if (token === '}' && closed?.inStatement) spans.push([closed.at, index + 1]);
    }
  }
  return spans;
}
