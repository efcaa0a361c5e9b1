import { awsErrorName } from '@leastwise/core';

/** What is read, or `undefined` where it does not exist. */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (awsErrorName(error) === 'NoSuchEntity') return undefined;
    throw error;
  }
}
