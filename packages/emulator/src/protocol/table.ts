/**
 * A type as it travels. In the server's own hands a timestamp is a number (milliseconds since 1970) and a blob is a
 * `Uint8Array`; everything else is what JSON has.
 */
export type Type =
  | ({ readonly type: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' } & Traits)
  | ({ readonly type: 'list' | 'map'; readonly of: Type } & Traits)
  | ({ readonly type: 'structure'; readonly name: string } & Traits);

interface Traits {
  /** The value may never be quoted in an error or a log. */
  readonly sensitive?: true;
}

export interface Structure {
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Type>>;
}

/** What one AWS service understands: all of its operations, whether the emulator has a handler for them or not. */
export interface ServiceTable {
  /** By operation, the names of its input and output structures; `null` where it has none. */
  readonly operations: Readonly<
    Record<string, { readonly input: string | null; readonly output: string | null }>
  >;
  readonly structures: Readonly<Record<string, Structure>>;
  /** By error code on the wire, its HTTP status. */
  readonly errors: Readonly<Record<string, number>>;
}
