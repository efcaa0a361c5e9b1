import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../src/index.ts';
import { specify } from '../src/specification/index.ts';
import { policySets, requests } from './generators.ts';
import { narrowQuestions } from './narrow-questions.ts';

/** A machine under load takes its time. */
const TIMEOUT = 240_000;

test(
  'the engine answers as the specification does: effect, by, statements and missing keys',
  { timeout: TIMEOUT },
  () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(policySets, fc.array(requests, { minLength: 1, maxLength: 4 }), (policies, some) => {
        const authorizer = compile(policies);
        for (const request of some) {
          const { effect, by, statements, missingKeys } = authorizer.decide(request);
          expect({ effect, by, statements, missingKeys }).toEqual(specify(policies, request));
          seen.set(`${effect} ${by}`, (seen.get(`${effect} ${by}`) ?? 0) + 1);
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2000) },
    );
    // Without these the generators would prove nothing.
    for (const outcome of [
      'Allow identity',
      'Allow resource',
      'Allow root',
      'Allow no-permission-needed',
      'ExplicitDeny scps',
      'ExplicitDeny rcps',
      'ExplicitDeny vpcEndpoint',
      'ExplicitDeny resource',
      'ExplicitDeny identity',
      'ExplicitDeny boundary',
      'ExplicitDeny session',
      'ImplicitDeny scps',
      'ImplicitDeny vpcEndpoint',
      'ImplicitDeny resource',
      'ImplicitDeny identity',
      'ImplicitDeny boundary',
      'ImplicitDeny session',
    ])
      expect([...seen.keys()]).toContain(outcome);
  },
);

test(
  'the engine answers as the specification does where one part of one statement decides',
  { timeout: TIMEOUT },
  () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(narrowQuestions, ([policies, request]) => {
        const { effect, by, statements, missingKeys } = compile(policies).decide(request);
        expect({ effect, by, statements, missingKeys }).toEqual(specify(policies, request));
        seen.add(effect);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 10_000) },
    );
    expect(seen.size).toBe(3);
  },
);

test('a key that is absent and not listed as missing cannot change the effect', { timeout: TIMEOUT }, () => {
  const value = fc.constantFrom(
    'a',
    'ana',
    'ml',
    'true',
    'false',
    '1',
    '10.0.0.1',
    '2026-01-01',
    '',
    'arn:aws:x::1:',
  );
  const key = fc.constantFrom(
    'aws:PrincipalTag/team',
    'aws:TagKeys',
    's3:prefix',
    'aws:MultiFactorAuthPresent',
  );
  let tried = 0;
  const questions = fc.oneof(fc.tuple(policySets, requests), narrowQuestions);
  fc.assert(
    fc.property(questions, key, value, ([policies, request], name, given) => {
      const authorizer = compile(policies);
      const { effect, missingKeys } = authorizer.decide(request);
      const isThis = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
      if (Object.keys(request.context ?? {}).some(isThis) || missingKeys.some(isThis)) return;
      tried++;
      const more = { ...request, context: { ...request.context, [name]: given } };
      expect(authorizer.decide(more).effect).toBe(effect);
    }),
    { numRuns: 4000 },
  );
  expect(tried).toBeGreaterThan(600);
});
