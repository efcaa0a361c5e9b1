import { checkFault } from './check-fault.ts';
import { createDraw } from './draw.ts';
import type { AddedFault, Fault, FaultControls, FaultedCall, FaultEffect } from './fault.ts';
import { wildcard } from './wildcard.ts';

/** The faults as the endpoint sees them. */
export interface Faults extends FaultControls {
  /** What strikes this call, in the order in which the faults were added. Counts it. */
  readonly strike: (call: FaultedCall) => readonly FaultEffect[];
}

const NONE: readonly FaultEffect[] = Object.freeze([]);

/** A fault that is in force, and what it has seen. */
interface Armed {
  readonly fault: Fault;
  readonly fits: (call: FaultedCall) => boolean;
  seen: number;
  struck: number;
}

/** @param onStale called when a fault is added that needs older states */
export function createFaults(seed: number, given: readonly Fault[], onStale: () => void): Faults {
  const draw = createDraw(seed);
  const armed = new Set<Armed>();
  const add = (fault: Fault): AddedFault => {
    checkFault(fault);
    if (fault.effect.kind === 'stale') onStale();
    const one: Armed = { fault, fits: fitting(fault), seen: 0, struck: 0 };
    armed.add(one);
    return { struck: () => one.struck, remove: () => void armed.delete(one) };
  };
  for (const fault of given) add(fault);
  return {
    add,
    clear: () => armed.clear(),
    strike: (call) =>
      armed.size === 0
        ? NONE
        : [...armed].filter((one) => strikes(one, call, draw)).map(({ fault }) => fault.effect),
  };
}

function fitting({ on = '*', caller = '*', when }: Fault): Armed['fits'] {
  const [ofOperation, ofCaller] = [wildcard(on), wildcard(caller)];
  return (call) =>
    ofOperation.test(`${call.service}:${call.operation}`) &&
    ofCaller.test(call.caller) &&
    (when?.(call) ?? true);
}

function strikes(one: Armed, call: FaultedCall, draw: () => number): boolean {
  if (!one.fits(call)) return false;
  const { nth, probability, times = Infinity } = one.fault;
  one.seen += 1;
  if (one.struck >= times) return false;
  if (nth !== undefined && ![nth].flat().includes(one.seen)) return false;
  if (probability !== undefined && draw() >= probability) return false;
  one.struck += 1;
  return true;
}
