import { managedPolicy, type Pair, pairsOf } from './pairs.ts';
import type { Proof } from './proof.ts';

/** How far a preset and AWS's managed policies for the same job reach. */
export interface Comparison {
  readonly theirs: number;
  /** What ours allows of it. */
  readonly shared: number;
  /** What ours allows beside it. */
  readonly beyond: number;
  /** What ours allows and theirs does not, without a reason in the proof. */
  readonly unexplained: readonly Pair[];
  /** Reasons in the proof for actions that are no extras, or no longer. */
  readonly stale: readonly string[];
}

/** Counts pairs of the identity side; `undefined` where AWS has nothing for the job. */
export function compare({ sides, peer }: Proof): Comparison | undefined {
  if ('none' in peer) return undefined;
  const ours = pairsOf(sides.filter(({ as }) => as === 'identity').map(({ document }) => document));
  const theirs = pairsOf(peer.managedPolicies.map(managedPolicy));
  const beyond = [...ours].filter((pair) => !theirs.has(pair));
  const extra = new Set(beyond.map(actionOf));
  const explained = new Set(peer.extras.map(({ action }) => action));
  return {
    theirs: theirs.size,
    shared: ours.size - beyond.length,
    beyond: beyond.length,
    unexplained: beyond.filter((pair) => !explained.has(actionOf(pair))),
    stale: [...explained].filter((action) => !extra.has(action)),
  };
}

function actionOf(pair: Pair): string {
  return pair.slice(0, pair.indexOf(' '));
}
