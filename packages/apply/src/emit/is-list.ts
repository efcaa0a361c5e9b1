/** `Array.isArray` for lists that may not be changed, which it does not see. */
export function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
