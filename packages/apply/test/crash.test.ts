import { describe, expect, test } from 'vitest';
import {
  apply,
  diff,
  isEmpty,
  managedPolicy,
  type Plan,
  role,
  type Stack,
  stack,
  user,
} from '../src/index.ts';
import { type Cloud, cutOff, dead, openCloud, swiftClock } from './cloud.ts';
import { lettingIn, reading, SAGEMAKER } from './documents.ts';

const ROLE = 'arn:aws:iam::111122223333:role';
const limit = managedPolicy('limit', reading('*'));
const data = (...resources: string[]) =>
  managedPolicy('data', reading(...resources), { tags: { kind: 'data' } });

const EMPTY = stack('team', {});
const FIRST = stack('team', {
  roles: [
    role('kept', {
      trust: SAGEMAKER,
      inline: { old: reading('a') },
      policies: [data('a')],
      tags: { a: 'b' },
    }),
    role('gone', { trust: SAGEMAKER, inline: { i: reading('a') }, policies: [data('a')] }),
  ],
  users: [user('moves', { boundary: limit })],
  groups: [
    { name: 'team', policies: [data('a')], members: [user('leaves'), user('moves', { boundary: limit })] },
  ],
});
const SECOND = stack('team', {
  roles: [
    role('kept', {
      trust: lettingIn(`${ROLE}/circle`),
      description: 'changed',
      inline: { fresh: reading('b') },
      policies: [data('a', 'b')],
      boundary: limit,
      tags: { c: 'd' },
    }),
    role('circle', { trust: lettingIn(`${ROLE}/circle`), permissions: reading('c') }),
  ],
  groups: [
    { name: 'team', inline: { i: reading('c') }, members: [user('joins'), user('moves', { path: '/new/' })] },
  ],
});
const JOURNEYS: readonly [string, Stack, Stack][] = [
  ['nothing to something', EMPTY, SECOND],
  ['something to something else', FIRST, SECOND],
  ['something to nothing', FIRST, EMPTY],
];

async function at(from: Stack, to: Stack): Promise<{ cloud: Cloud; plan: Plan }> {
  const cloud = openCloud();
  await cloud.bring(from);
  return { cloud, plan: diff(to, await cloud.read(to)) };
}

const run = (plan: Plan, { iam }: Cloud) => apply(plan, { iam, clock: swiftClock(), random: () => 0 });

/** How many requests the journey takes when all goes well, and how many versions its policies have in the end. */
async function undisturbed(from: Stack, to: Stack): Promise<{ requests: number; versions: number[] }> {
  const { cloud, plan } = await at(from, to);
  const { requests } = await run(plan, cloud);
  return { requests, versions: await versionsIn(cloud) };
}

async function versionsIn(cloud: Cloud): Promise<number[]> {
  const { policies } = await cloud.read();
  return policies.map(({ versions }) => versions.length);
}

async function expectArrived(cloud: Cloud, to: Stack): Promise<void> {
  expect(isEmpty(diff(to, await cloud.read(to)))).toBe(true);
}

describe.each(JOURNEYS)('from %s', (_, from, to) => {
  test.each(['before', 'after'] as const)(
    'death %s any request is mended by planning and applying again',
    async (when) => {
      const { requests, versions } = await undisturbed(from, to);
      expect(requests).toBeGreaterThan(8);
      for (let fatal = 1; fatal <= requests; fatal++) {
        const { cloud, plan } = await at(from, to);
        let n = 0;
        cloud.interfere = async (__, answer) => {
          n++;
          if (n === fatal && when === 'after') await answer();
          if (n >= fatal) throw dead();
          return answer();
        };
        await expect(run(plan, cloud)).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
        cloud.interfere = undefined;
        await cloud.bring(to);
        await expectArrived(cloud, to);
        expect(await versionsIn(cloud)).toEqual(versions);
      }
    },
    120_000,
  );

  test('the loss of any one reply is mended on the way', async () => {
    const { requests, versions } = await undisturbed(from, to);
    for (let lost = 1; lost <= requests; lost++) {
      const { cloud, plan } = await at(from, to);
      let n = 0;
      cloud.interfere = async (__, answer) => {
        const reply = await answer();
        if (++n === lost) throw cutOff();
        return reply;
      };
      await run(plan, cloud);
      cloud.interfere = undefined;
      await expectArrived(cloud, to);
      expect(await versionsIn(cloud)).toEqual(versions);
    }
  }, 120_000);
});
