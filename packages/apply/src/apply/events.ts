import type { CallEvent } from '@leastwise/core';

/** A step begins, or has been carried out. */
export interface StepEvent {
  readonly type: 'step-started' | 'step-done';
  /** The step's id. */
  readonly step: string;
  /** Which step of the plan it is, from 1. */
  readonly number: number;
  /** How many steps the plan has. */
  readonly of: number;
}

/** One request to AWS, with the step that it was made for. */
export interface ApplyCallEvent extends CallEvent {
  /** Absent for what is asked before the first step. */
  readonly step?: string;
}

/** What happens while a plan is applied. Holds no document and no secret. */
export type ApplyEvent = StepEvent | ApplyCallEvent;
