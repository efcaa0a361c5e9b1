import { checkParameter } from '@leastwise/core';

/** The parameters of a preset, which are one object: the types say so too, but not to JavaScript. */
export function checked<T>(parameters: T): T {
  checkParameter(
    'parameters',
    parameters,
    'object',
    'write them in braces, as the example of the preset does',
  );
  return parameters;
}
