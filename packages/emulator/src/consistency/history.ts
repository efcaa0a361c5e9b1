import type { Cloud } from '../state.ts';

/** Older states, so that reads can answer from them. */
export interface History {
  /** From now on states are kept; before, nothing is copied. */
  readonly start: () => void;
  /** Copies the state before a write; to be kept, once the write has succeeded, as what held until then. Nothing if no one asks. */
  readonly before: (cloud: Cloud) => ((until: number) => void) | undefined;
  /** The state before the last writes, as far back as there is one. */
  readonly writesBehind: (writes: number) => Cloud | undefined;
  /** The state at that time; nothing where it is the present one. */
  readonly at: (time: number) => Cloud | undefined;
}

/** So many states are kept at most: a read is never behind by more writes than these. */
const KEPT = 100;

export function createHistory(): History {
  const states: { readonly until: number; readonly cloud: Cloud }[] = [];
  let isOn = false;
  return {
    start: () => void (isOn = true),
    before: (cloud) => {
      if (!isOn) return undefined;
      const copy = structuredClone(cloud);
      return (until) => {
        states.push({ until, cloud: copy });
        if (states.length > KEPT) states.shift();
      };
    },
    writesBehind: (writes) => states[Math.max(0, states.length - writes)]?.cloud,
    at: (time) => states.find(({ until }) => until > time)?.cloud,
  };
}
