import { describe, expect, test } from 'vitest';
import { reading, SAGEMAKER } from '../../test/documents.ts';
import { role, type Stack, stack } from '../index.ts';
import { costOf } from './cost.ts';
import type { Counts } from './summary.ts';

/** A stack of so many roles, each with a managed policy of its own and an inline one. */
const team = (count: number): Stack =>
  stack('team', {
    roles: Array.from({ length: count }, (_, i) =>
      role(`role-${i}`, { trust: SAGEMAKER, permissions: reading('x'), inline: { own: reading('y') } }),
    ),
  });

/** An account with so many roles, and as many policies of one version each. */
const holding = (count: number): Counts => ({
  ...{ policies: count, policyVersions: count, roles: count },
  ...{ users: 20, groups: 10, instanceProfiles: 20 },
});

describe('what it costs to read what a stack names', () => {
  test.each([
    // One role by name: GetRole, three lists, one inline policy; one policy: GetPolicy, its versions, one version.
    { named: 1, there: 5_000, bulk: 12, bulkTogether: 12, byName: 8 },
    { named: 3, there: 5_000, bulk: 16, bulkTogether: 14, byName: 24 },
    { named: 500, there: 600, bulk: 503, bulkTogether: 8, byName: 4_000 },
  ])('$named roles of $there', ({ named, there, bulk, bulkTogether, byName }) => {
    const [desired, counts] = [team(named), holding(there)];
    expect(costOf(desired, counts, false)).toEqual({ bulk, byName });
    expect(costOf(desired, counts, true)).toEqual({ bulk: bulkTogether, byName });
  });

  test('what an account has no room for is taken not to be there, and costs a call by name', () => {
    expect(costOf(team(3), holding(0), false)).toEqual({ bulk: 1, byName: 6 });
  });

  test('an empty stack costs nothing', () => {
    expect(costOf(stack('none', {}), holding(5_000), true)).toEqual({ bulk: 0, byName: 0 });
  });
});
