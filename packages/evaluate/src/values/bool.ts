/** Reads `true` and `false` in whatever case, and JSON's own. */
export function readBool(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 5) return undefined;
  // As it nearly always is written; to change its case would make another text.
  if (value === 'true') return true;
  if (value === 'false') return false;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
