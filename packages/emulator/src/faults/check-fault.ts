import { checkOptions, checkParameter, LeastwiseError } from '@leastwise/core';
import { QUERY_SERVICES, JSON_SERVICES, S3 } from '../protocol/services.ts';
import type { Fault } from './fault.ts';
import { wildcard } from './wildcard.ts';

/**
 * A fault that could never strike would make a test pass for nothing.
 *
 * @throws LeastwiseError `UNKNOWN_OPERATION`, `INVALID_FAULT`
 */
export function checkFault(fault: Fault): void {
  checkOptions('fault', fault, ['on', 'caller', 'when', 'nth', 'probability', 'times', 'effect']);
  checkParameter('fault', fault, SHAPE, "say what happens: `{ effect: { kind: 'throttle' } }`");
  if (fault.on !== undefined && !operations().some((name) => wildcard(fault.on ?? '').test(name))) {
    throw unknownOperation(fault.on);
  }
  const { nth, probability, times, effect } = fault;
  for (const number of [nth ?? []].flat()) refuseUnless(isCount(number), 'nth', number, COUNT);
  if (times !== undefined) refuseUnless(isCount(times), 'times', times, COUNT);
  if (probability !== undefined) {
    refuseUnless(probability >= 0 && probability <= 1, 'probability', probability, 'from 0 to 1');
  }
  if (effect.kind === 'delay') {
    refuseUnless(effect.by >= 0, 'effect.by', effect.by, 'a number of milliseconds');
  }
  if (effect.kind === 'stale' && effect.writes !== undefined) {
    refuseUnless(isCount(effect.writes), 'effect.writes', effect.writes, COUNT);
  }
  if ((effect.kind === 'fail' || effect.kind === 'fail-after') && effect.status !== undefined) {
    const isError = Number.isInteger(effect.status) && effect.status >= 400 && effect.status <= 599;
    refuseUnless(isError, 'effect.status', effect.status, 'an HTTP status from 400 to 599');
  }
}

const SHAPE = { 'on?': 'text', 'caller?': 'text', 'when?': 'function', effect: { kind: 'text' } } as const;

const COUNT = 'a whole number from 1';

function isCount(number: number): boolean {
  return Number.isInteger(number) && number >= 1;
}

function refuseUnless(holds: boolean, member: string, value: number, wanted: string): void {
  if (holds) return;
  throw new LeastwiseError({
    code: 'INVALID_FAULT',
    what: `\`${member}\` of a fault is ${wanted}, not \`${value}\``,
    path: `$.${member}`,
  });
}

function operations(): readonly string[] {
  return [...QUERY_SERVICES, ...JSON_SERVICES, S3].flatMap(({ id, table }) =>
    Object.keys(table.operations).map((name) => `${id}:${name}`),
  );
}

function unknownOperation(on: string): LeastwiseError {
  const [, name = on] = on.split(':');
  const near = operations().find((each) => each.toLowerCase().endsWith(`:${name.toLowerCase()}`));
  return new LeastwiseError({
    code: 'UNKNOWN_OPERATION',
    what: `no operation fits \`${on}\`, so that the fault would never strike`,
    path: '$.on',
    hint: near
      ? `did you mean \`${near}\``
      : 'write the service and the operation, as in `iam:CreateUser` or `s3:*`',
  });
}
