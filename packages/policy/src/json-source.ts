import { LeastwiseError } from '@leastwise/core';

/** Where something stands in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A step into a JSON value: a member's name or an element's index. */
export type Step = string | number;

/** A JSON text that was read, and where each of its values stands. */
export interface JsonSource {
  readonly value: unknown;
  /** Where the value at that path stands; for a path that leads nowhere, where its nearest parent does. */
  locate(path: readonly Step[]): Position;
}

/** `$.Statement[0].Action`; names that are no identifiers are quoted. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number'
        ? `${text}[${step}]`
        : /^[A-Za-z_]\w*$/.test(step)
          ? `${text}.${step}`
          : `${text}[${JSON.stringify(step)}]`,
    '$',
  );
}

interface Node {
  readonly start: number;
  readonly value: unknown;
  readonly inner?: ReadonlyMap<Step, Node>;
}

/** Deep enough for every policy, and far from the end of the stack. */
const DEEPEST = 100;

/**
 * Reads strict JSON (RFC 8259) and remembers where each value stands, which `JSON.parse` does not. A member given
 * twice is an error here: JSON.parse would keep the last one and lose the others without a word.
 *
 * @throws LeastwiseError `MALFORMED_JSON` or `DUPLICATE_KEY`, with line and column
 */
export function readJson(text: string): JsonSource {
  const root = new Reader(text).document();
  return {
    value: root.value,
    locate: (path) => {
      let node = root;
      for (const step of path) {
        const next = node.inner?.get(step);
        if (next === undefined) break;
        node = next;
      }
      return positionIn(text, node.start);
    },
  };
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Node {
    const node = this.#value([]);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the text');
    return node;
  }

  #value(path: readonly Step[]): Node {
    this.#skipSpace();
    if (path.length > DEEPEST) throw this.#wrong(`it is nested more than ${DEEPEST} deep`, this.#at);
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return this.#object(path);
      case '[':
        return this.#array(path);
      case '"':
        return { start, value: this.#string() };
      default:
        return { start, value: this.#scalar() };
    }
  }

  #object(path: readonly Step[]): Node {
    const start = this.#at++;
    const inner = new Map<Step, Node>();
    this.#sequence('}', () => {
      this.#skipSpace();
      const keyAt = this.#at;
      if (this.#text[keyAt] !== '"') throw this.#unexpected('a member name in double quotes');
      const key = this.#string();
      const here = [...path, key];
      if (inner.has(key)) throw this.#duplicate(here, keyAt);
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') throw this.#unexpected('`:`');
      this.#at++;
      inner.set(key, this.#value(here));
    });
    return { start, inner, value: Object.fromEntries([...inner].map(([key, node]) => [key, node.value])) };
  }

  #array(path: readonly Step[]): Node {
    const start = this.#at++;
    const inner = new Map<Step, Node>();
    this.#sequence(']', () => inner.set(inner.size, this.#value([...path, inner.size])));
    return { start, inner, value: [...inner.values()].map((node) => node.value) };
  }

  /** Reads what stands between the bracket just passed and the closing one. */
  #sequence(close: '}' | ']', item: () => unknown): void {
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      item();
      this.#skipSpace();
      const mark = this.#text[this.#at];
      if (mark !== ',' && mark !== close) throw this.#unexpected(`\`,\` or \`${close}\``);
      this.#at++;
      if (mark === close) return;
      this.#skipSpace();
      if (this.#text[this.#at] === close)
        throw this.#wrong(`a comma stands before \`${close}\``, this.#at, 'JSON takes no trailing comma');
    }
  }

  #string(): string {
    // A closed string without raw control characters; JSON.parse then judges its escapes.
    const match = /"(?:[^"\\\u0000-\u001f]|\\.)*"/suy;
    match.lastIndex = this.#at;
    const literal = match.exec(this.#text)?.[0];
    if (literal === undefined) throw this.#wrong('a string is not closed on its line', this.#at);
    const value = parsed(literal);
    if (typeof value !== 'string')
      throw this.#wrong(`a string holds an unknown escape: ${literal}`, this.#at);
    this.#at += literal.length;
    return value;
  }

  #scalar(): unknown {
    const word = /[\w+.-]+/y;
    word.lastIndex = this.#at;
    const literal = word.exec(this.#text)?.[0];
    const value = literal === undefined ? undefined : parsed(literal);
    if (literal === undefined || value === undefined) throw this.#unexpected('a value');
    this.#at += literal.length;
    return value;
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? '.')) this.#at++;
  }

  #unexpected(expected: string): LeastwiseError {
    const rest = this.#text.slice(this.#at);
    if (rest === '') return this.#wrong(`the text ends where ${expected} should stand`, this.#at);
    if (rest.startsWith('//') || rest.startsWith('/*'))
      return this.#wrong('a comment stands in it', this.#at, 'JSON takes no comments');
    if (rest.startsWith("'"))
      return this.#wrong('it holds single quotes', this.#at, 'JSON takes double quotes');
    const found = /^[\w+.-]+|^./su.exec(rest)?.[0] ?? '';
    return this.#wrong(`${JSON.stringify(found)} stands where ${expected} should`, this.#at);
  }

  #wrong(what: string, offset: number, hint?: string): LeastwiseError {
    const { line, column } = positionIn(this.#text, offset);
    const path = `line ${line}, column ${column}`;
    return new LeastwiseError({ code: 'MALFORMED_JSON', what: `this is no JSON: ${what}`, path, hint });
  }

  #duplicate(path: readonly Step[], offset: number): LeastwiseError {
    const { line, column } = positionIn(this.#text, offset);
    return new LeastwiseError({
      code: 'DUPLICATE_KEY',
      what: `\`${String(path.at(-1))}\` is given twice`,
      path: `${pathText(path)}, line ${line}, column ${column}`,
      hint: 'AWS would keep one of them; put the values into one',
    });
  }
}

/** The value of a JSON literal, `undefined` where it is none. */
function parsed(literal: string): unknown {
  try {
    return JSON.parse(literal);
  } catch {
    return undefined;
  }
}
