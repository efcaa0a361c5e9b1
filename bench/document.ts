import { isDeepStrictEqual } from 'node:util';

/** Stops the measurement when programs that are compared do not give the same document: they would not do the same work. */
export function mustAgree(documents: Readonly<Record<string, unknown>>): void {
  const [[first, expected] = ['', undefined], ...others] = Object.entries(documents);
  for (const [name, document] of others) {
    if (isDeepStrictEqual(normal(document), normal(expected))) continue;
    throw new Error(
      `${name} and ${first} give different documents:\n${JSON.stringify(document)}\n${JSON.stringify(expected)}`,
    );
  }
}

/** One value stands for a list of one, and lists are sets: iam-floyd sorts actions and unwraps lone values. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    return items.length === 1
      ? items[0]
      : items.every((item) => typeof item === 'string')
        ? items.sort()
        : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, normal(each)]));
}
