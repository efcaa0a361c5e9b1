import { setImmediate } from 'node:timers/promises';
import type { Wire } from './memory-port.ts';

/** Runs programs at once; while all of them are about to send a request, `random` says whose goes first. */
export async function interleave<T>(
  programs: readonly ((gate: Wire) => Promise<T>)[],
  random: () => number,
): Promise<T[]> {
  const waiting: (() => void)[] = [];
  let running = programs.length;
  const gate: Wire = async (_, carryOut) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return carryOut();
  };
  const results = Promise.all(programs.map((program) => program(gate).finally(() => running--)));
  while (running > 0) {
    await setImmediate();
    if (waiting.length === running) waiting.splice(Math.floor(random() * waiting.length), 1)[0]?.();
  }
  return results;
}
