/** Freezes a JSON value all the way down. */
export function freeze<T>(value: T): T {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') freeze(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) if (typeof member === 'object') freeze(member);
  }
  return Object.freeze(value);
}
