import { describe, expect, test } from 'vitest';
import { apply, diff, isEmpty, managedPolicy, readAccount, role, stack, user } from '../src/index.ts';
import { openCloud, refusal, swiftClock } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

/** A number from 0 up to 1 that is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const team = (resource: string) =>
  stack('team', {
    roles: Array.from({ length: 4 }, (_, i) =>
      role(`role-${i}`, {
        trust: SAGEMAKER,
        permissions: reading(resource),
        inline: { own: reading(resource) },
      }),
    ),
    groups: [{ name: 'g', policies: [managedPolicy('read', reading(resource))], members: [user('ada')] }],
  });

describe('many steps at once', () => {
  test('never change one entity twice at the same time, and all that others need is there before them', async () => {
    const cloud = openCloud();
    const busy = new Set<string>();
    let most = 0;
    cloud.interfere = async (_, answer) => answer();
    const plan = diff(team('a'), await cloud.read(team('a')));
    await apply(plan, {
      iam: cloud.iam,
      clock: swiftClock(),
      concurrency: 8,
      onEvent: (event) => {
        const step = 'number' in event ? plan.steps[event.number - 1] : undefined;
        if (step === undefined || !('number' in event)) return;
        const id = `${step.entity.type}/${step.entity.name}`;
        if (event.type === 'step-done') busy.delete(id);
        else {
          expect(busy.has(id)).toBe(false);
          busy.add(id);
          most = Math.max(most, busy.size);
        }
      },
    });
    expect(most).toBe(8);
    expect(isEmpty(diff(team('a'), await cloud.read(team('a'))))).toBe(true);
  });

  test('under 30 % throttling arrive, and what it cost is told', async () => {
    const cloud = openCloud();
    const random = seeded(3);
    cloud.interfere = (_, answer) =>
      random() < 0.3 ? Promise.resolve(refusal(400, 'Throttling', 'Rate exceeded')) : answer();
    const clock = swiftClock();
    const plan = diff(team('a'), await readAccount(cloud, { scope: team('a'), clock, random: () => 0 }));
    const { requests, waited } = await apply(plan, { iam: cloud.iam, clock, random: () => 0 });
    expect(requests).toBeGreaterThan(plan.steps.length);
    expect(waited).toBeGreaterThan(0);
    cloud.interfere = undefined;
    expect(isEmpty(diff(team('a'), await cloud.read(team('a'))))).toBe(true);
  });

  test('wait for what was created as long as AWS takes to see it', async () => {
    for (const delay of [0, 4_000, 30_000, 100_000]) {
      const cloud = openCloud();
      const clock = swiftClock();
      const seenFrom = new Map<string, number>();
      cloud.interfere = async (operation, answer) => {
        if (/^Create(Role|Policy)$/.test(operation)) seenFrom.set('roles', clock.now() + delay);
        if (/^(Attach|Put)/.test(operation) && clock.now() < (seenFrom.get('roles') ?? 0))
          return refusal(404, 'NoSuchEntity', 'The role cannot be found.');
        return answer();
      };
      const desired = stack('team', {
        roles: [role('a', { trust: SAGEMAKER, permissions: reading('x') })],
      });
      const plan = diff(desired, await cloud.read(desired));
      const { requests } = await apply(plan, { iam: cloud.iam, clock, random: () => 0 });
      expect(requests).toBeLessThan(70);
      cloud.interfere = undefined;
      expect(isEmpty(diff(desired, await cloud.read(desired)))).toBe(true);
    }
  });
});

test('of two runs at once neither undoes what the other did not plan', async () => {
  const cloud = openCloud();
  await cloud.bring(team('a'));
  const [one, two] = [team('b'), team('c')];
  const plans = [diff(one, await cloud.read(one)), diff(two, await cloud.read(two))];
  const results = await Promise.allSettled(
    plans.map((plan) => apply(plan, { iam: cloud.iam, clock: swiftClock(), random: () => 0 })),
  );
  for (const result of results)
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({
        code: expect.stringMatching(/^(PLAN_STALE|AWS_REFUSED)$/) as string,
      });
  await cloud.bring(one);
  expect(isEmpty(diff(one, await cloud.read(one)))).toBe(true);
});

test('a session that expires in the middle says so, and the next plan says what is left', async () => {
  const cloud = openCloud();
  const plan = diff(team('a'), await cloud.read(team('a')));
  let requests = 0;
  cloud.interfere = (_, answer) =>
    ++requests > 6
      ? Promise.resolve(refusal(403, 'ExpiredToken', 'The security token included in the request is expired'))
      : answer();
  await expect(apply(plan, { iam: cloud.iam, clock: swiftClock() })).rejects.toMatchObject({
    code: 'CREDENTIALS_EXPIRED',
    hint: 'sign in again, then plan again',
  });
  cloud.interfere = undefined;
  const rest = diff(team('a'), await cloud.read(team('a')));
  expect(rest.steps).toHaveLength(plan.steps.length - 6);
});

test('more entities than the account may have are told of before anything is done', async () => {
  const cloud = openCloud();
  const account = { ...(await cloud.read(team('a'))), quotas: { roles: 3 } };
  const blocked = diff(team('a'), account).steps.filter((step) => step.blocked !== undefined);
  expect(blocked.map(({ id, blocked }) => [id, blocked?.reason])).toEqual([
    ['create-role role/role-3', 'there would be 4 roles, 1 more than the 3 that the account may have'],
  ]);
});

test('a role whose trust names a user that is gone is mended, and the plan shows who was meant', async () => {
  const cloud = openCloud();
  const trusting = (names: readonly string[]) =>
    stack('team', {
      users: names.map((name) => user(name)),
      roles: [
        role('r', { trust: lettingIn(...names.map((name) => `arn:aws:iam::111122223333:user/${name}`)) }),
      ],
    });
  await cloud.bring(trusting(['ada', 'eve']));
  const { done } = await cloud.bring(trusting(['ada']));
  expect(done).toContain('update-trust role/r');
  expect(isEmpty(diff(trusting(['ada']), await cloud.read(trusting(['ada']))))).toBe(true);
});
