import type { IAMClient } from '@aws-sdk/client-iam';
import { type AwsClient, type Caller, LeastwiseError } from '@leastwise/core';
import type { Stack, StackPolicy } from '../stack.ts';

/** How far the reading of an account has come, or what it has to do without. */
export type ReadStage =
  | { readonly type: 'read'; readonly what: string; readonly count: number }
  | { readonly type: 'notice'; readonly notice: string };

/** What the parts of reading an account share. */
export interface Reader {
  readonly caller: Caller;
  readonly iam: IAMClient;
  readonly tagging: AwsClient | undefined;
  readonly scope: Stack | undefined;
  /** Whether to read everything, or only what the stack in scope names. */
  readonly reach: 'account' | 'stack';
  /** Whether to read the descriptions of all policies, and not only of those whose description a plan needs. */
  readonly descriptions: boolean;
  /** The policy of the stack in scope of this name, whatever its case. */
  readonly policyNamed: (name: string) => StackPolicy | undefined;
  /** Says how far it is: so many of something are read. */
  readonly tell: (what: string, count: number) => void;
  /** Says what could not be read, and goes on without it. */
  readonly notice: (text: string) => void;
}

/** Tries one way, and where AWS denies it another; the notice says so. */
export async function orElse<T>(
  reader: Reader,
  first: () => Promise<T>,
  notice: string,
  second: () => Promise<T>,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (!(error instanceof LeastwiseError) || error.code !== 'ACCESS_DENIED') throw error;
    reader.notice(`${notice} (${error.what})`);
    return second();
  }
}

/** Finds the policies of a stack by name, whatever its case. */
export function policyFinder(stack: Stack | undefined): Reader['policyNamed'] {
  const byName = new Map(stack?.policies.map((policy) => [policy.name.toLowerCase(), policy]));
  return (name) => byName.get(name.toLowerCase());
}

/** Whether one of these has that name, whatever its case. */
export function isNamed(
  entities: readonly { readonly name: string }[] | undefined,
  name: string | undefined,
): boolean {
  return entities?.some((entity) => entity.name.toLowerCase() === name?.toLowerCase()) ?? false;
}
