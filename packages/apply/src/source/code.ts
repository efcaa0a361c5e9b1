/*
 * TypeScript source as a tree of what belongs together, written on one line where it fits and over several where not.
 */

/** A piece of source. */
export type Code = string | Group | Chain;

/** What stands between brackets, separated by commas. */
interface Group {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Whether blanks stand inside the brackets where it is on one line. */
  readonly padded: boolean;
}

/** Calls one after the other on what the ones before gave. */
interface Chain {
  readonly head: Code;
  readonly calls: readonly Group[];
}

const WIDTH = 100;

/** A text as a literal: in single quotes, but where that saves an escape. */
export function quote(text: string): string {
  // JSON leaves these as they are; older readers of source take them for the end of a line.
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** `callee(a, b)` */
export function call(callee: string, ...args: readonly Code[]): Group {
  return { open: `${callee}(`, items: args, close: ')', padded: false };
}

/** `[a, b]` */
export function list(items: readonly Code[]): Group {
  return { open: '[', items, close: ']', padded: false };
}

/** `{ name: value }`; what has no value is left out. */
export function object(members: readonly (readonly [name: string, value: Code | undefined])[]): Group {
  const items = members.flatMap(([name, value]) =>
    value === undefined ? [] : value === name ? [name] : [after(`${memberName(name)}: `, value)],
  );
  return { open: '{', items, close: '}', padded: true };
}

/** `head.on(...).when(...)`, where each call is made by {@link call} with `.on`. */
export function chain(head: Code, ...calls: readonly Group[]): Code {
  return calls.length === 0 ? head : { head, calls };
}

/** Any JSON as source. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return list(value.map(literal));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return object(Object.entries(value).map(([name, member]) => [name, literal(member)] as const));
}

/** In a literal, a plain `__proto__` would be the object's prototype instead of a member. */
function memberName(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/** Text in front of a piece, on its first line. */
export function after(text: string, code: Code): Code {
  if (typeof code === 'string') return text + code;
  if ('head' in code) return { ...code, head: after(text, code.head) };
  return { ...code, open: text + code.open };
}

/** Writes a piece of source; `indent` is how deep it stands, `behind` how much comes after it on its last line. */
export function write(code: Code, indent = 0, behind = 0): string {
  const line = flat(code);
  if (typeof code === 'string' || indent + line.length + behind <= WIDTH) return line;
  if ('head' in code) return writeChain(code, indent, behind);
  const { open, items, close } = code;
  if (items.length === 0) return line;
  return hugged(code, indent) ?? `${open}\n${lines(items, indent + 2)}\n${' '.repeat(indent)}${close}`;
}

function lines(items: readonly Code[], indent: number): string {
  return items.map((item) => `${' '.repeat(indent)}${write(item, indent, 1)},`).join('\n');
}

/** `role('x', {` with the object's members below: the last argument alone is broken up. */
function hugged({ open, items, close }: Group, indent: number): string | undefined {
  const last = items.at(-1);
  if (!open.endsWith('(') || typeof last !== 'object' || 'head' in last) return undefined;
  if (last.open.endsWith('(')) return undefined;
  const before = [...items.slice(0, -1).map(flat), ''].join(', ');
  const first = `${open}${before}${last.open}`;
  if (indent + first.length > WIDTH || last.items.length === 0) return undefined;
  return `${first}\n${lines(last.items, indent + 2)}\n${' '.repeat(indent)}${last.close}${close}`;
}

function writeChain({ head, calls }: Chain, indent: number, behind: number): string {
  const written = calls.map((each) => `\n${' '.repeat(indent + 2)}${write(each, indent + 2, behind)}`);
  return write(head, indent) + written.join('');
}

function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if ('head' in code) return flat(code.head) + code.calls.map(flat).join('');
  const inner = code.items.map(flat).join(', ');
  return code.padded && inner !== '' ? `${code.open} ${inner} ${code.close}` : code.open + inner + code.close;
}
