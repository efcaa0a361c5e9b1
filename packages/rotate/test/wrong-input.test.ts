import { IAMClient } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LeastwiseError, secret } from '@leastwise/core';
import { createAws } from '@leastwise/emulator';
import { describe, expect, test } from 'vitest';
import * as rotate from '../src/index.ts';
import { target } from './life.ts';

/*
 * Programs without types pass anything. Whatever it is, each public function does something sensible with it or says what was wrong,
 * where and what to do: never a TypeError from its inside, and no call of AWS was made.
 */

const WRONG = { undefined, null: null, one: 1, text: 'x', object: {}, list: [] };
type Label = keyof typeof WRONG;

const cloud = createAws();
const [iam, secretsManager] = [
  new IAMClient(cloud.rootClientConfig()),
  new SecretsManagerClient(cloud.rootClientConfig()),
];
const run = { iam, secretsManager, stsFor: () => undefined };
const place = { account: '111122223333', region: 'eu-west-1' };
const strategy = rotate.consolePassword({ user: 'ada', iam });
const key = { user: 'ada', secret: 'ml/ada', every: '60d' as const };
const consumers = { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' } as const;

interface Row {
  readonly call: (...args: readonly unknown[]) => unknown;
  readonly right: readonly unknown[];
  /** Which of the wrong ones each argument may be too. */
  readonly takes: readonly (readonly Label[])[];
}
/** Calls a function as a program without types does. */
const row = (name: keyof typeof rotate, right: readonly unknown[], ...takes: Row['takes']): Row => ({
  call: (...args) => Reflect.apply(rotate[name], undefined, args) as unknown,
  right,
  takes,
});

const ROWS: Readonly<Record<keyof typeof rotate, Row>> = {
  accessKey: row('accessKey', [{ ...key, consumers }], []),
  sesSmtp: row('sesSmtp', [{ ...key, consumers, region: 'eu-west-1' }], []),
  sesSmtpPassword: row('sesSmtpPassword', [secret('x'), 'eu-west-1'], [], ['text']),
  managedSecret: row('managedSecret', [{ secret: 'ml/ada', strategy, every: '60d' }], []),
  consolePassword: row('consolePassword', [{ user: 'ada', iam }], []),
  alternatingAccessKeys: row('alternatingAccessKeys', [{ users: ['a', 'b'], iam, stsFor: () => iam }], []),
  requiredPolicy: row('requiredPolicy', [target, place], [], []),
  credentialsFromSecret: row('credentialsFromSecret', [{ secretsManager, secret: 'ml/ada' }], []),
  rotationHandler: row('rotationHandler', [target, run], [], ['object']),
  sweepHandler: row('sweepHandler', [target, run], [], ['object']),
  rotate: row('rotate', [target, run], [], []),
  resume: row('resume', [target, run], [], []),
  reconcile: row('reconcile', [target, run], [], []),
  rollback: row('rollback', [target, run], [], []),
  status: row('status', [target, run], [], []),
  doctor: row('doctor', [target, run], [], []),
  dryRun: row('dryRun', [target, run], [], []),
  adopt: row('adopt', [target, run], [], []),
  rotateFleet: row('rotateFleet', [[target], run], ['list'], ['object']),
};

test.each(Object.entries(ROWS))(
  '%s says what is wrong with what it is passed, and where, before AWS is asked',
  async (_, each) => {
    for (const [i, taken] of each.takes.entries())
      for (const [label, wrong] of Object.entries(WRONG) as [Label, unknown][]) {
        const where = `argument ${i}: ${label}`;
        const error = await Promise.resolve()
          .then(() => each.call(...each.right.with(i, wrong)))
          .then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
        if (taken.includes(label)) expect(error, where).toBeUndefined();
        else {
          expect(error, where).toBeInstanceOf(LeastwiseError);
          expect(error, where).toMatchObject({ path: expect.stringMatching(/./) as string });
        }
        expect(cloud.calls.list(), where).toEqual([]);
      }
  },
);

describe('inside of what is passed', () => {
  const call = (name: keyof typeof rotate, ...args: readonly unknown[]): Promise<unknown> =>
    Promise.resolve()
      .then(() => Reflect.apply(rotate[name], undefined, args) as unknown)
      .then(String, String);

  test.each<[keyof typeof rotate, readonly unknown[], string]>([
    ['rotate', [{ kind: 'acces-key' }, run], 'LeastwiseError: there is no kind of target `acces-key` (at target.kind): make it with `accessKey(...)` or `managedSecret(...)`'],
    ['rotate', [Promise.resolve(target), run], 'LeastwiseError: `target` is an object, not a promise of it (at target): wait for it with `await`'],
    ['rotate', [target, { ...run, iam: {} }], 'LeastwiseError: `options.iam` is a client of the AWS SDK, not such an object'],
    ['rotate', [target, { ...run, onEvent: 'log' }], 'LeastwiseError: `options.onEvent` is a function, not text'],
    ['rotate', [target, { iam, secretsManager, stsFor: iam }], 'LeastwiseError: `options.stsFor` is a function, not such an object'],
    ['rotateFleet', [[target, 'x'], run], 'LeastwiseError: `targets[1]` is an object, not text'],
    ['managedSecret', [{ secret: 'x', strategy: {}, every: '1d' }], 'LeastwiseError: `options.strategy.name` is text, not `undefined`'],
    ['alternatingAccessKeys', [{ users: 'ab', iam, stsFor: () => iam }], 'LeastwiseError: `options.users` is a list, not text'],
    ['sesSmtpPassword', ['CANARY', 'eu-west-1'], 'LeastwiseError: `secretAccessKey` is an object, not text (at secretAccessKey): wrap it: `secret(text)` of `@leastwise/core`'],
  ])('%s %#', async (name, args, message) => {
    expect(await call(name, ...args)).toContain(message);
    expect(cloud.calls.list()).toEqual([]);
  }); // prettier-ignore
});
