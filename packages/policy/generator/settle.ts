/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Puts right what typescript-json-schema cannot say by itself, so that every draft-07 validator reads the schema in the same
 * way and those that are strict about types do not object:
 *
 * - the pattern of a text or list of texts stands beside their `anyOf`: it belongs to the text, and to the items of the list
 * - the tags of an interface are copied beside each reference to it, where draft-07 ignores them
 * - a union of plain types is a list of `type`, which is `anyOf` of them
 */
export function settle(schema: Schema): Schema {
  const { pattern, anyOf, type, $ref, description, ...rest } = schema;
  const said = description === undefined ? {} : { description };
  if ($ref !== undefined) return { ...said, $ref };
  if (Array.isArray(type)) return { ...said, ...rest, anyOf: type.map((one: unknown) => ({ type: one })) };
  const choices = isList(anyOf) ? { anyOf: anyOf.map((one) => within(withPattern(one, pattern))) } : {};
  const own = { ...(type === undefined ? {} : { type }), ...(isList(anyOf) ? {} : given({ pattern })) };
  return { ...said, ...own, ...mapped(rest), ...choices };
}

function withPattern(schema: unknown, pattern: unknown): unknown {
  if (pattern === undefined || !isSchema(schema)) return schema;
  if (schema['type'] === 'string') return { ...schema, pattern };
  return { ...schema, items: withPattern(schema['items'], pattern) };
}

function within(value: unknown): unknown {
  if (isList(value)) return value.map(within);
  return isSchema(value) ? settle(value) : value;
}

/** Members that are schemas, or schemas by name, or lists of them; others stay as they are. */
function mapped(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      (name === 'properties' || name === 'definitions') && isSchema(value)
        ? Object.fromEntries(Object.entries(value).map(([each, inner]) => [each, within(inner)]))
        : within(value),
    ]),
  );
}

function given(members: Schema): Schema {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !isList(value);
}
