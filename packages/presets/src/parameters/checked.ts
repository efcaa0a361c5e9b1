import { checkParameter } from '@leastwise/core';

/** The parameters of a preset, or one that has members: an object, as the types say, but not to JavaScript. */
export function checked<T>(given: T, path = 'parameters'): T {
  checkParameter(path, given, 'object', 'write its members in braces, as the example of the preset does');
  return given;
}
