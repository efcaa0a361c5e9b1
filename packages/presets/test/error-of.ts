import { LeastwiseError } from '@leastwise/core';

/** The error that a call throws; anything but a LeastwiseError, or none, fails the test. */
export function errorOf(make: () => unknown): LeastwiseError {
  try {
    make();
  } catch (error) {
    if (error instanceof LeastwiseError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
