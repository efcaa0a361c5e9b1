import type { Consumer } from './consumer.ts';

/** One measured value, beside what others take in the same run. Less is always better. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What others take, by name, in the same unit. */
  readonly peer: Readonly<Record<string, number>>;
  /** The most that the value may be; `null` where nothing is promised. */
  readonly goal: number | null;
  /** Whether the goal is met; `null` where there is none. */
  readonly ok: boolean | null;
  /** The middle half of the rounds, where there were rounds. */
  readonly spread?: Spread;
}

export interface Spread {
  readonly low: number;
  readonly high: number;
}

/** What `--only` chooses from: a measurement that gives a row or several. */
export interface Figure {
  readonly name: string;
  measure(consumer: Consumer): Promise<readonly Row[]>;
}

/** Makes a row; the goal is held against the value as measured, before any rounding. */
export function row(measured: Omit<Row, 'ok'>): Row {
  return { ...measured, ok: measured.goal === null ? null : measured.value <= measured.goal };
}
