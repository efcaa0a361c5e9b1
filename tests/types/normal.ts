type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Members = Readonly<Record<string, Json>>;

/**
 * A policy document in one of the forms that mean the same: lists for lone values, text for numbers and booleans, the lone
 * `*` for everyone, the account's ARN for its number; actions and keys in lower case, because AWS tells no case apart there.
 */
export function normal(document: Json): Json {
  const { Version, Statement } = document as Members;
  return { Version: Version ?? null, Statement: list(Statement).map(statement) };
}

function statement(json: Json): Json {
  return mapMembers(json as Members, (name, value) => {
    if (name === 'Condition')
      return mapMembers(value as Members, (_, keys) => conditionKeys(keys as Members));
    if (name === 'Principal' || name === 'NotPrincipal') return principals(value);
    if (name.endsWith('Action')) return list(value).map((action) => text(action).toLowerCase());
    return name === 'Sid' || name === 'Effect' ? value : list(value);
  });
}

function conditionKeys(keys: Members): Json {
  const lower = Object.entries(keys).map(([key, values]) => [key.toLowerCase(), list(values).map(text)]);
  return Object.fromEntries(lower) as Json;
}

function principals(value: Json): Json {
  if (value === '*' || (value as Members)['AWS'] === '*') return '*';
  return mapMembers(value as Members, (_, names) =>
    list(names).map((name) => text(name).replace(/^\d{12}$/, 'arn:aws:iam::$&:root')),
  );
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function mapMembers(json: Members, change: (name: string, value: Json) => Json): Json {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, change(name, value)]));
}

function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
