/** Freezes a plain value all the way down. What is frozen already is taken to be so throughout. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) if (typeof member === 'object') freeze(member);
  return Object.freeze(value);
}
