import type { Context } from '@leastwise/evaluate';
import type { AllowedClaim, Claim } from '../proof.ts';

/** What a job asks for, and what it must not get. */
export interface Requests {
  readonly allowed: readonly AllowedClaim[];
  readonly nearMisses: readonly Claim[];
}

/** A claim in one line. */
export function ask(claim: string, action: string, resource: string, context?: Context): Claim {
  return { claim, action, resource, ...(context !== undefined && { context }) };
}

/** The requests that one page of AWS's documentation speaks of. */
export function saidBy(page: string, ...claims: readonly Claim[]): readonly AllowedClaim[] {
  return claims.map((claim) => ({ ...claim, page }));
}

/** The requests of a job that does several things. */
export function together(...parts: readonly Requests[]): Requests {
  return {
    allowed: parts.flatMap(({ allowed }) => allowed),
    nearMisses: parts.flatMap(({ nearMisses }) => nearMisses),
  };
}
