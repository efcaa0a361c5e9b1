import type { Remedy } from '../decision.ts';
import { NO_BASE } from '../stored-value.ts';
import type { Obstacle } from './strategy.ts';

/** One safe change; each can be repeated. */
export type SecretStep =
  | { readonly do: 'mint'; readonly base: string; readonly attempt: number }
  | { readonly do: 'set' | 'test' | 'retire' | 'reclaim'; readonly versionId: string }
  | { readonly do: 'promote'; readonly versionId: string; readonly from?: string }
  | { readonly do: 'label' | 'unlabel'; readonly label: string; readonly versionId: string };

/** Something to find out before anything is written for the next value; looking changes nothing. */
export interface SecretLook {
  readonly look: 'check';
}

export interface SecretStop {
  readonly stop: 'idle' | 'waiting' | 'blocked';
  readonly reason: string;
  readonly next?: { readonly what: string; readonly at: number };
  readonly remedy?: Remedy;
}

export interface SecretDecision {
  readonly observed: string;
  readonly decision: SecretLook | SecretStep | SecretStop;
}

/** Whether a value may be begun: when one is due, although none is due, or not at all, only to finish what was begun. */
export type SecretWant = 'due' | 'now' | 'nothing';

/** What a run found out beside what can be observed. */
export interface Findings {
  /** Version ids that turned out to exist when they were to be made. */
  readonly taken: readonly string[];
  /** Versions whose value the other side will never take. */
  readonly refused: ReadonlySet<string>;
  /** What the strategy says to a next value; absent until it was asked. */
  readonly checked?: Obstacle | 'clear';
}

/** What this run knows beside what can be observed. */
export interface Memory extends Findings {
  readonly want: SecretWant;
  /** `set 1234` for what was done to a version in this run. */
  readonly done: ReadonlySet<string>;
}

export const NOTHING_FOUND: Findings = { taken: [], refused: new Set() };

/** What a run knows after these steps. A value that was asked for is made once. */
export function memoryOf(want: SecretWant, steps: readonly SecretStep[], findings: Findings): Memory {
  const isRenewed = steps.some((step) => step.do === 'mint' || step.do === 'promote');
  return {
    ...findings,
    want: want === 'now' && isRenewed ? 'due' : want,
    done: new Set(steps.flatMap((step) => ('versionId' in step ? [`${step.do} ${step.versionId}`] : []))),
  };
}

/** Whether these steps put a new value into use: the first one of an empty secret is current as soon as it is stored. */
export function isPromotion(steps: readonly SecretStep[]): boolean {
  return steps.some((step) => step.do === 'promote' || (step.do === 'mint' && step.base === NO_BASE));
}
