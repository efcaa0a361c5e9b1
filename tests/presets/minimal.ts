import { brokenClaims, groupClaims } from './decide.ts';
import { mutantsOf } from './mutants.ts';
import type { Proof } from './proof.ts';

/** What became of the mutants of a proof's documents. */
export interface Mutation {
  readonly mutants: number;
  /** Those that no request of the proof tells from the original. */
  readonly survivors: readonly string[];
}

/**
 * Changes each document of a proof in every way, one at a time. A change that makes no allowed request fail and no near miss
 * succeed shows that the preset has too much, or that its requests say too little.
 */
export function mutate(proof: Proof): Mutation {
  const groups = groupClaims(proof);
  const survivors: string[] = [];
  let mutants = 0;
  for (const side of proof.sides)
    for (const { text, document } of mutantsOf(side.document)) {
      mutants++;
      const { done } = brokenClaims(proof, groups, { side, document }).next();
      if (done === true) survivors.push(`${side.name} ${text}`);
    }
  return { mutants, survivors };
}
