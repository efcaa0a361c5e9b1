import { LeastwiseError } from '@leastwise/core';
import { describe, expect, test } from 'vitest';
import * as emulator from '../src/index.ts';

/*
 * Programs without types pass anything. Whatever it is, each public function does something sensible with it or says what was wrong,
 * where and what to do: never a TypeError from its inside.
 */

const WRONG = { undefined, null: null, one: 1, text: 'x', object: {}, list: [] };
type Label = keyof typeof WRONG;

const cloud = emulator.createAws();
const clock = emulator.createVirtualClock();
const service = { kind: 'Service', value: 'glue.amazonaws.com' };
const OPTIONS: readonly Label[] = ['undefined', 'object'];

interface Row {
  readonly call: (...args: readonly unknown[]) => unknown;
  readonly right: readonly unknown[];
  /** Which of the wrong ones each argument may be too. */
  readonly takes: readonly (readonly Label[])[];
}
/** Calls a function as a program without types does. */
const row = <Made extends object>(
  made: Made,
  name: keyof Made,
  right: readonly unknown[],
  ...takes: Row['takes']
): Row => ({
  // The boundary to programs without types.
  call: (...args) => Reflect.apply(made[name] as (...args: readonly unknown[]) => unknown, made, args),
  right,
  takes,
});

const ROWS: Readonly<Record<string, Row>> = {
  createAws: row(emulator, 'createAws', [{}], OPTIONS),
  createVirtualClock: row(emulator, 'createVirtualClock', [{}], OPTIONS),
  leastPrivilege: row(emulator, 'leastPrivilege', [[]], []),
  rootClientConfig: row(cloud, 'rootClientConfig', [{}], OPTIONS),
  lockRoot: row(cloud, 'lockRoot', [{}], OPTIONS),
  clientConfig: row(cloud, 'clientConfig', [{ accessKeyId: 'a', secretAccessKey: 'b' }], []),
  assume: row(cloud, 'assume', ['role', { as: service }], [], []),
  snapshot: row(cloud, 'snapshot', [{}], OPTIONS),
  rotationsSettled: row(cloud, 'rotationsSettled', []),
  listen: row(cloud, 'listen', [{}], []),
  'faults.add': row(cloud.faults, 'add', [{ effect: { kind: 'throttle' } }], []),
  'calls.list': row(cloud.calls, 'list', [{}], OPTIONS),
  advance: row(clock, 'advance', [0], ['one']),
};

test('the table has every public function and method', () => {
  const names = [...Object.keys(emulator), ...Object.keys(cloud)];
  const values: Readonly<Record<string, unknown>> = { ...emulator, ...cloud };
  for (const name of names.filter((each) => typeof values[each] === 'function'))
    expect(ROWS).toHaveProperty(name);
});

test.each(Object.entries(ROWS))(
  '%s says what is wrong with what it is passed, and where',
  async (name, each) => {
    for (const [i, taken] of each.takes.entries())
      for (const [label, wrong] of Object.entries(WRONG) as [Label, unknown][]) {
        // A server would have to be closed.
        if (name === 'listen' && OPTIONS.includes(label)) continue;
        const where = `argument ${i}: ${label}`;
        const outcome = await Promise.resolve()
          .then(() => each.call(...each.right.with(i, wrong)))
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        if (taken.includes(label)) {
          expect(outcome, where).toBeUndefined();
          continue;
        }
        expect(outcome, where).toBeInstanceOf(LeastwiseError);
        expect(outcome, where).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) as string });
        expect((outcome as LeastwiseError).hint ?? (outcome as LeastwiseError).path, where).toBeDefined();
      }
  },
);

describe('an option of createAws', () => {
  test.each<[object, string]>([
    [{ regoin: 'eu-west-1' }, 'there is no option `regoin` (at options.regoin): did you mean `region`'],
    [{ account: 111122223333 }, '`options.account` is text, not `111122223333` (at options.account)'],
    [{ accounts: '444455556666' }, '`options.accounts` is a list, not text (at options.accounts)'],
    [{ faults: {} }, '`options.faults` is a list, not such an object (at options.faults)'],
    [{ faults: [{ nht: 1 }] }, 'there is no option `nht` (at fault.nht): did you mean `nth`'],
    [{ quotas: { role: 1 } }, 'there is no option `role` (at options.quotas.role): did you mean `roles`'],
    [{ consistency: { read: 1 } }, 'there is no option `read` (at options.consistency.read): did you mean `reads`'],
    [{ clock: Date }, '`options.clock` is an object, not a function (at options.clock)'],
    [{ throttle: 5 }, '`options.throttle` is an object, not `5` (at options.throttle): give `true`, or rates by class of operations'],
    [{ rotationFunctions: { a: 'rotate' } }, "`options.rotationFunctions['a']` is a function, not text (at options.rotationFunctions['a'])"],
    [{ enforcement: false }, 'there is no option `enforcement` (at options.enforcement): there are account,'],
  ])('%j is refused', (options, message) => {
    expect(() => emulator.createAws(options)).toThrow(message);
  }); // prettier-ignore
});
