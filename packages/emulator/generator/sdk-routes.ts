/** The name, HTTP method and URI pattern of every operation that a REST client exports: `['PutObject', 'PUT', '/{Key+}?x-id=PutObject']`. */
export function readRoutes(
  exported: Readonly<Record<string, unknown>>,
): (readonly [name: string, method: string, uri: string])[] {
  return Object.entries(exported).flatMap(([name, value]) => {
    const tuple: readonly unknown[] = name.endsWith('$') && Array.isArray(value) ? value : [];
    if (tuple[0] !== 9) return [];
    const { http } = tuple[3] as { readonly http?: readonly [string, string, number] };
    if (!http) throw new Error(`the operation ${name} has no route`);
    return [[String(tuple[2]), http[0], http[1]] as const];
  });
}
