import type { ServiceTable, Structure, Type } from '../src/protocol/table.ts';

// The one place that knows how the AWS SDK for JavaScript v3 lays out the schemas it exports. Everything here reads
// tuples that begin with the kind of shape:
//   [0, namespace, name, traits, schema]                      a simple type with traits of its own
//   [1, namespace, name, traits, schema]                      a list
//   [2, namespace, name, traits, keySchema, valueSchema]      a map
//   [3 | 4 | -3, namespace, name, traits, memberNames, memberSchemas, requiredCount]   structure, union, error
//   [9, namespace, name, traits, inputSchema, outputSchema]   an operation
// A schema may also be a number (a simple type, a list of it with 64 added, a map of it with 128 added), the word
// 'unit' (nothing), a function that returns a schema, or the pair [schema, traits]. Traits are 0, bits, or an object.
// What is met and not understood stops the generator, so that an SDK update cannot quietly change the wire format.

const SIMPLE: Readonly<Record<number, 'string' | 'number' | 'boolean' | 'timestamp' | 'blob'>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  4: 'timestamp',
  21: 'blob',
};
const LIST = 64;
const MAP = 128;
/** Tells the client to fill the value in; to the server it is an ordinary string. */
const IDEMPOTENCY_TOKEN = 4;
const SENSITIVE = 8;

/** Reads every operation, structure and error that an SDK client package exports. */
export function readSchemas(exported: Readonly<Record<string, unknown>>): ServiceTable {
  const structures: Record<string, Structure> = {};
  const operations: Record<string, { input: string | null; output: string | null }> = {};
  const errors: Record<string, number> = {};
  const tuples = Object.entries(exported)
    .filter(([name, value]) => name.endsWith('$') && Array.isArray(value))
    .map(([, value]) => value as readonly unknown[]);

  for (const tuple of tuples) {
    if (tuple[0] === 9) {
      operations[nameOf(tuple)] = {
        input: readRoot(tuple[4], structures),
        output: readRoot(tuple[5], structures),
      };
    } else if (tuple[0] === -3 && typeof tuple[3] === 'object') {
      const [code, status] = readError(nameOf(tuple), tuple[3]);
      errors[code] = status;
    }
  }
  return { operations: sorted(operations), structures: sorted(structures), errors: sorted(errors) };
}

/** The input or output of an operation: the name of its structure, or nothing. */
function readRoot(schema: unknown, structures: Record<string, Structure>): string | null {
  const target = deref(schema);
  if (target === 'unit') return null;
  const type = readType(target, structures);
  if (type.type !== 'structure') throw new Error(`an operation takes or gives a ${type.type}`);
  return type.name;
}

function readType(schema: unknown, structures: Record<string, Structure>): Type {
  const target = deref(schema);
  if (typeof target === 'number') return readNumber(target);
  if (!Array.isArray(target)) throw new Error(`unknown schema ${String(target)}`);
  const tuple: readonly unknown[] = target;
  if (tuple.length === 2) return { ...readType(tuple[0], structures), ...readTraits(tuple[1]) };
  const traits = readTraits(tuple[3]);
  switch (tuple[0]) {
    case 0:
      return { ...readType(tuple[4], structures), ...traits };
    case 1:
      return { type: 'list', of: readType(tuple[4], structures), ...traits };
    case 2:
      return { type: 'map', of: readType(tuple[5], structures), ...traits };
    case 3:
    case 4:
      readStructure(tuple, structures);
      return { type: 'structure', name: nameOf(tuple) };
    default:
      throw new Error(`unknown kind of schema ${String(tuple[0])}`);
  }
}

function readNumber(schema: number): Type {
  if (schema >= MAP) return { type: 'map', of: readNumber(schema - MAP) };
  if (schema >= LIST) return { type: 'list', of: readNumber(schema - LIST) };
  const type = SIMPLE[schema];
  if (type === undefined) throw new Error(`unknown simple type ${schema}`);
  return { type };
}

function readStructure(tuple: readonly unknown[], structures: Record<string, Structure>): void {
  const name = nameOf(tuple);
  if (structures[name]) return;
  const names = tuple[4] as readonly string[];
  const schemas = tuple[5] as readonly unknown[];
  const members: Record<string, Type> = {};
  // Entered before its members are read, because a structure may contain itself.
  structures[name] = { required: names.slice(0, typeof tuple[6] === 'number' ? tuple[6] : 0), members };
  names.forEach((member, i) => (members[member] = readType(schemas[i], structures)));
}

function readTraits(traits: unknown): { sensitive?: true } {
  if (typeof traits !== 'number' || (traits & ~(IDEMPOTENCY_TOKEN | SENSITIVE)) !== 0) {
    throw new Error(`unknown traits ${JSON.stringify(traits)}`);
  }
  return traits & SENSITIVE ? { sensitive: true } : {};
}

/** The code and HTTP status of an error on the wire, which for AWS Query differ from the name of its shape. */
function readError(name: string, traits: unknown): [code: string, status: number] {
  const { awsQueryError, httpError, error } = traits as {
    awsQueryError?: [string, number];
    httpError?: number;
    error?: 'client' | 'server';
  };
  return awsQueryError ?? [name, httpError ?? (error === 'server' ? 500 : 400)];
}

function nameOf(tuple: readonly unknown[]): string {
  return String(tuple[2]);
}

function deref(schema: unknown): unknown {
  return typeof schema === 'function' ? (schema as () => unknown)() : schema;
}

function sorted<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
