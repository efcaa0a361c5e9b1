import { type IdentityPolicy, merge, normalize, type PolicyDocument, split } from '@leastwise/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccessRequest, compile, type Policies } from '../src/index.ts';
import { document, policySets, requests } from './generators.ts';

/** What must not change; which statement decides may. */
function outcome(policies: Policies, request: AccessRequest): unknown {
  const { effect, by } = compile(policies).decide(request);
  return { effect, by };
}

test('normalize never changes a decision', () => {
  fc.assert(
    fc.property(
      policySets,
      document('identity'),
      document('resource'),
      requests,
      (set, one, other, request) => {
        const before = { ...set, identity: [one], resource: other };
        const after = {
          ...before,
          identity: [normalize(one)],
          resource: normalize(other, { kind: 'resource' }),
        };
        expect(outcome(after, request)).toEqual(outcome(before, request));
      },
    ),
    { numRuns: 500 },
  );
});

test('merge never changes a decision', () => {
  const version = { Version: '2012-10-17' } as const;
  fc.assert(
    fc.property(
      policySets,
      fc.array(document('identity'), { minLength: 1, maxLength: 4 }),
      requests,
      (set, some, request) => {
        const documents = some.map((each): PolicyDocument => ({ ...each, ...version }));
        const merged = { ...set, identity: [merge(...documents)] };
        expect(outcome(merged, request)).toEqual(outcome({ ...set, identity: documents }, request));
      },
    ),
    { numRuns: 500 },
  );
});

test('split never changes a decision', () => {
  let divided = 0;
  fc.assert(
    fc.property(
      policySets,
      document('identity'),
      requests,
      fc.integer({ min: 300, max: 600 }),
      (set, one, request, limit) => {
        const parts = partsOf(one, limit);
        if (parts.length > 1) divided++;
        expect(outcome({ ...set, identity: parts }, request)).toEqual(
          outcome({ ...set, identity: [one] }, request),
        );
      },
    ),
    { numRuns: 500 },
  );
  expect(divided).toBeGreaterThan(20);
});

/** The parts; the document whole where no statement of it fits. */
function partsOf(one: PolicyDocument, limit: number): readonly PolicyDocument[] {
  try {
    return split(one as IdentityPolicy, limit);
  } catch {
    return [one];
  }
}

test('the order of documents and statements decides nothing', () => {
  fc.assert(
    fc.property(
      policySets,
      document('identity'),
      document('identity'),
      requests,
      (set, one, other, request) => {
        const reversed = ({ Statement, ...rest }: PolicyDocument): PolicyDocument => ({
          ...rest,
          Statement: [Statement].flat().reverse(),
        });
        const before = outcome({ ...set, identity: [one, other] }, request);
        expect(outcome({ ...set, identity: [reversed(other), reversed(one)] }, request)).toEqual(before);
      },
    ),
    { numRuns: 500 },
  );
});

test('a Deny more never allows more', () => {
  fc.assert(
    fc.property(policySets, document('identity'), requests, (set, one, request) => {
      const denies: PolicyDocument = {
        ...one,
        Statement: [one.Statement].flat().map((each) => ({ ...each, Effect: 'Deny' as const })),
      };
      const before = compile(set).decide(request).effect;
      const after = compile({ ...set, identity: [...(set.identity ?? []), denies] }).decide(request).effect;
      if (before !== 'Allow') expect(after).not.toBe('Allow');
    }),
    { numRuns: 500 },
  );
});
