import { describe, expect, test } from 'vitest';
import { LeastwiseError } from './errors.ts';

describe('LeastwiseError', () => {
  test('reads as one sentence: what, where, what to do', () => {
    const error = new LeastwiseError({
      code: 'MALFORMED_ARN',
      what: 'an account has 12 digits, not `1234`',
      path: '$.Statement[0].Resource[1]',
      hint: 'write the leading zeros',
    });
    expect(error.message).toBe(
      'an account has 12 digits, not `1234` (at $.Statement[0].Resource[1]): write the leading zeros',
    );
  });

  test('leaves out the parts that it does not have', () => {
    expect(new LeastwiseError({ code: 'A', what: 'it broke' }).message).toBe('it broke');
    expect(new LeastwiseError({ code: 'A', what: 'it broke', path: '$' }).message).toBe('it broke (at $)');
    expect(new LeastwiseError({ code: 'A', what: 'it broke', hint: 'mend it' }).message).toBe(
      'it broke: mend it',
    );
  });

  test('keeps its parts for programs', () => {
    const cause = new Error('underneath');
    const error = new LeastwiseError({ code: 'A', what: 'it broke', path: '$', hint: 'mend it', cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('LeastwiseError');
    expect(error).toMatchObject({
      code: 'A',
      what: 'it broke',
      path: '$',
      hint: 'mend it',
      cause,
    });
  });

  test('knows the errors of another copy of itself, and nothing else', async () => {
    // A query of its own makes it a module of its own.
    const specifier: string = './errors.ts?copy';
    const copy = (await import(/* @vite-ignore */ specifier)) as { LeastwiseError: typeof LeastwiseError };
    expect(copy.LeastwiseError).not.toBe(LeastwiseError);
    expect(new copy.LeastwiseError({ code: 'A', what: 'it broke' })).toBeInstanceOf(LeastwiseError);
    for (const other of [
      new Error('it broke'),
      { name: 'LeastwiseError' },
      'LeastwiseError',
      null,
      undefined,
    ])
      expect(other instanceof LeastwiseError).toBe(false);
  });

  test('has no cause unless given one', () => {
    expect('cause' in new LeastwiseError({ code: 'A', what: 'it broke' })).toBe(false);
  });
});
