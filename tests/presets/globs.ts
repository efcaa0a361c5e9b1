/** One place of a pattern: a character, or any number of them. */
interface Token {
  /** The character; `undefined` for any one. */
  readonly character?: string;
  /** Whether it stands for any number of characters, none among them. */
  readonly many: boolean;
  /** Whether `/` and `:` are not among them. */
  readonly plain: boolean;
}

/** Names of placeholders in AWS's ARN formats that stand for text with slashes or colons in it. */
const FREE =
  /^(objectName|path|.*WithPath|parameterName.*|logGroupName|logStreamName|repositoryName|secretId|alias)$/i;

/**
 * Whether a resource of a policy may mean any ARN of a format: `arn:aws:logs:*:*:*:/aws-glue/*` may, for a log group, and
 * `arn:aws:s3:::my-bucket/*` may not, for an access point.
 */
export function mayMean(pattern: string, format: string): boolean {
  if (pattern === '*') return true;
  const given = segmentsOf(pattern);
  return segmentsOf(format).every((part, i) => overlap(tokensOf(given[i] ?? ''), formatTokensOf(part)));
}

/** The six parts of an ARN; of a pattern that ends early in `*`, this stands for the rest. */
function segmentsOf(text: string): readonly string[] {
  const parts = text.split(':');
  if (parts.length < 6 && parts.at(-1)?.endsWith('*'))
    return [...parts, ...Array<string>(6 - parts.length).fill('*')];
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function tokensOf(pattern: string): readonly Token[] {
  const literals = pattern.replaceAll(/\$\{([*?$])\}/g, '_').replaceAll(/\$\{[^}]*\}/g, '*');
  return [...literals].map((character) => {
    if (character === '*') return { many: true, plain: false };
    if (character === '?') return { many: false, plain: false };
    return { character, many: false, plain: false };
  });
}

/** A placeholder stands for one character or more. */
function formatTokensOf(format: string): readonly Token[] {
  return format.split(/(\$?\{[^}]+\}|\*)/).flatMap((part, i) => {
    if (i % 2 === 0) return [...part].map((character) => ({ character, many: false, plain: false }));
    const plain = part !== '*' && !FREE.test(part.replaceAll(/[${}]/g, ''));
    return [
      { many: false, plain },
      { many: true, plain },
    ];
  });
}

/** Whether there is a text that both patterns mean. */
function overlap(a: readonly Token[], b: readonly Token[]): boolean {
  const seen = new Set<number>();
  const open: [number, number][] = [[0, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [i, j] = next;
    const id = i * (b.length + 1) + j;
    if (seen.has(id)) continue;
    seen.add(id);
    const [left, right] = [a[i], b[j]];
    if (left === undefined && right === undefined) return true;
    if (left?.many) open.push([i + 1, j]);
    if (right?.many) open.push([i, j + 1]);
    if (left !== undefined && right !== undefined && meet(left, right))
      open.push([left.many ? i : i + 1, right.many ? j : j + 1]);
  }
  return false;
}

function meet(left: Token, right: Token): boolean {
  const one = left.character ?? right.character;
  if (one === undefined) return true;
  if (left.character !== undefined && right.character !== undefined)
    return left.character === right.character;
  return !((left.plain || right.plain) && (one === '/' || one === ':'));
}
