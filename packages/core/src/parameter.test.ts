import { describe, expect, test } from 'vitest';
import { closest } from './closest.ts';
import { checkOptions, checkParameter } from './parameter.ts';

describe('a parameter', () => {
  test('of each kind is taken, and nothing else', () => {
    const values = { text: 'x', number: 1, boolean: false, list: [], object: {}, function: () => 1 };
    for (const wanted of Object.keys(values) as (keyof typeof values)[])
      for (const [kind, value] of [...Object.entries(values), ['null', null], ['none', undefined]] as const) {
        const check = () => checkParameter('given', value, wanted);
        if (kind === wanted) expect(check).not.toThrow();
        else expect(check).toThrow(expect.objectContaining({ code: 'MALFORMED_PARAMETER', path: 'given' }));
      }
    expect(() => checkParameter('iam', { send: () => 1 }, 'client')).not.toThrow();
    expect(() => checkParameter('iam', {}, 'client')).toThrow('`iam` is a client of the AWS SDK');
    expect(() => checkParameter('count', Number.NaN, 'number')).toThrow('`count` is a number, not `NaN`');
  });

  test('names the member that is wrong, and lets those be absent that may be', () => {
    const shape = { name: 'text', 'clock?': { now: 'function' } } as const;
    expect(() => checkParameter('given', { name: 'x' }, shape)).not.toThrow();
    class Given {
      get name(): string {
        return 'x';
      }
    }
    expect(() => checkParameter('given', new Given(), shape)).not.toThrow();
    expect(() => checkParameter('given', {}, shape, 'name it')).toThrow(
      '`given.name` is text, not `undefined` (at given.name): name it',
    );
    expect(() => checkParameter('given', { name: 'x', clock: {} }, shape)).toThrow('`given.clock.now`');
    expect(() => checkParameter('given', { name: 'x', clock: null }, shape)).toThrow('not `null`');
  });

  test('that is promised has to be waited for', () => {
    expect(() => checkParameter('account', Promise.resolve({}), { id: 'text' })).toThrow(
      '`account` is an object, not a promise of it (at account): wait for it with `await`',
    );
  });

  test('is not in the error, where it may be secret', () => {
    for (const value of ['CANARY', { password: 'CANARY' }, ['CANARY']])
      expect(() => checkParameter('given', value, 'number')).toThrow(/^(?!.*CANARY)/);
  });
});

test('an option that does not exist is refused, with the one that was meant', () => {
  const known = ['accounts', 'region'];
  expect(() => checkOptions('options', { region: 'x' }, known)).not.toThrow();
  expect(() => checkOptions('options', { regoin: 'x' }, known)).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_OPTION',
      path: 'options.regoin',
      hint: 'did you mean `region`',
    }),
  );
  expect(() => checkOptions('options', { colour: 'x' }, known)).toThrow('there are accounts, region');
  expect(() => checkOptions('options', null, known)).toThrow('`options` is an object, not `null`');
});

test('the closest name is one that takes few changes', () => {
  const names = ['guards', 'consent', 'adopt', 'renames', 'snapshot', 'no-enforcement'];
  const meant = {
    guard: 'guards',
    Consent: 'consent',
    rename: 'renames',
    snapshto: 'snapshot',
    snap: 'snapshot',
  };
  for (const [written, name] of Object.entries(meant)) expect(closest(written, names)).toBe(name);
  for (const written of ['x', 'colour', '', 'xy']) expect(closest(written, names)).toBeUndefined();
});
