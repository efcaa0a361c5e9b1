import { type Clock, systemClock } from '@leastwise/core';
import { Refusal } from '../protocol/refusal.ts';
import type { Service } from '../protocol/services.ts';
import type { Members } from '../protocol/wire.ts';
import { statusOf } from './error-status.ts';
import type { FaultEffect } from './fault.ts';

/** The connection broke. Whoever carries requests lets the sender see that, and no answer. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  /** As Node calls it, so that SDK clients take it for what it is. */
  readonly code = 'ECONNRESET';

  constructor() {
    super('read ECONNRESET');
  }
}

/**
 * Carries out a call under the faults that strike it.
 *
 * @param act carries it out, on the state before so many writes
 * @throws Refusal, ConnectionLost
 */
export function carryOutUnder(
  effects: readonly FaultEffect[],
  service: Service,
  clock: Clock,
  act: (writesBehind: number) => Promise<Members>,
): Promise<Members> {
  return effects.length === 0 ? act(0) : carryOutStruck(effects, service, clock, act);
}

async function carryOutStruck(
  effects: readonly FaultEffect[],
  service: Service,
  clock: Clock,
  act: (writesBehind: number) => Promise<Members>,
): Promise<Members> {
  for (const effect of effects) await strikeBefore(effect, service, clock);
  const behind = effects.map((effect) => (effect.kind === 'stale' ? (effect.writes ?? 1) : 0));
  const isLost = effects.some(({ kind }) => kind === 'drop-reply');
  try {
    const output = await act(Math.max(0, ...behind));
    for (const effect of effects) if (effect.kind === 'fail-after') throw failure(effect, service);
    if (!isLost) return output;
  } catch (error) {
    // A refusal is a reply too.
    if (!isLost) throw error;
  }
  throw new ConnectionLost();
}

async function strikeBefore(effect: FaultEffect, service: Service, clock: Clock): Promise<void> {
  switch (effect.kind) {
    case 'delay':
      return (effect.real === true ? systemClock : clock).sleep(effect.by);
    case 'fail':
      throw failure(effect, service);
    case 'drop-request':
      throw new ConnectionLost();
    case 'throttle':
      throw throttled();
    case 'fail-after':
    case 'drop-reply':
    case 'stale':
      return;
  }
}

/** What every service says of too many requests. */
export function throttled(): Refusal {
  return new Refusal('throttled', 'Rate exceeded');
}

function failure(
  { code, message, status }: Extract<FaultEffect, { code: string }>,
  service: Service,
): Refusal {
  const wire = { code, status: status ?? statusOf(code, service) };
  return new Refusal('internal', message ?? `A fault was asked for: ${code}.`, wire);
}
