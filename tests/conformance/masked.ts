/** An answer without what may differ: ids, dates, passwords, and the order of members and items. */
export function masked(value: unknown): unknown {
  if (value instanceof Date) return '<date>';
  if (typeof value === 'string') {
    return value
      .replace(/^((AIDA|AROA|AGPA|ANPA|AIPA|AKIA|ASIA)[A-Z0-9]{16,17}|[A-Z0-9]{21}|[a-z0-9]{20})$/, '<id>')
      .replace(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, '<uuid>')
      .replace(/(:secret:.*)-[A-Za-z]{6}$/, '$1-<suffix>');
  }
  if (Array.isArray(value)) {
    return value.map(masked).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== '$metadata' && item !== undefined)
      .map(([key, item]): [string, unknown] => [key, key === 'SecretAccessKey' ? '<secret>' : masked(item)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
