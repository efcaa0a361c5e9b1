import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { apply, diff, type Plan } from '../src/index.ts';
import { type Cloud, cutOff, dead, openCloud, swiftClock } from './cloud.ts';
import { foreign, foreignIn, type Journey, JOURNEYS } from './journeys.ts';

/** An account at the beginning of a journey, and the plan for it. */
async function at({ from, to, options }: Journey): Promise<{ cloud: Cloud; plan: Plan; others: string }> {
  const cloud = openCloud();
  await foreign(cloud);
  // What the second stack is to take over, the first may have had too.
  await cloud.bring(from, { adopt: ['group/guests'] });
  const account = await cloud.read(to);
  return { cloud, plan: diff(to, account, options), others: foreignIn(account) };
}

const run = (plan: Plan, { iam, secretsManager }: Cloud) =>
  apply(plan, { iam, secretsManager, clock: swiftClock(), random: () => 0 });

/** Arrived, with nothing else touched; gives the number of versions of each policy, which no way there may raise. */
async function arrived(cloud: Cloud, { to, options }: Journey, others: string): Promise<number[]> {
  const account = await cloud.read(to);
  expect(diff(to, account, options).steps).toEqual([]);
  expect(foreignIn(account)).toBe(others);
  return account.policies.map(({ versions }) => versions.length);
}

/** How many requests the journey takes when all goes well, and how many versions its policies have in the end. */
async function undisturbed(journey: Journey): Promise<{ requests: number; versions: number[] }> {
  const { cloud, plan, others } = await at(journey);
  const { requests } = await run(plan, cloud);
  return { requests, versions: await arrived(cloud, journey, others) };
}

/** Notes the last password that IAM took, which must be the one in the secret. */
function passwords(cloud: Cloud): {
  readonly note: (operation: string, body: string) => void;
  check(): Promise<void>;
} {
  let last: string | null = null;
  return {
    note: (operation, body) => {
      if (operation === 'CreateLoginProfile') last = new URLSearchParams(body).get('Password');
    },
    check: async () => {
      if (last === null) return;
      const { SecretString } = await cloud.secretsManager.send(
        new GetSecretValueCommand({ SecretId: 'login/eve' }),
      );
      expect(SecretString).toBe(last);
    },
  };
}

describe.each(JOURNEYS)('from $title', (journey) => {
  // Nothing of a run outlives it but what it has written, so death after one request is death before the next.
  test('death before and after any request is mended by planning and applying again', async () => {
    const { requests, versions } = await undisturbed(journey);
    expect(requests).toBeGreaterThan(5);
    for (let survived = 0; survived < requests; survived++) {
      const { cloud, plan, others } = await at(journey);
      const { note, check } = passwords(cloud);
      let n = 0;
      cloud.interfere = async (operation, answer, body) => {
        if (++n > survived) throw dead();
        const reply = await answer();
        note(operation, body);
        // The last one is carried out, and nobody learns of it.
        if (n === survived) throw dead();
        return reply;
      };
      await expect(run(plan, cloud)).rejects.toMatchObject({ code: 'ENDPOINT_UNREACHABLE' });
      cloud.interfere = (operation, answer, body) => {
        note(operation, body);
        return answer();
      };
      await cloud.bring(journey.to, journey.options);
      expect(await arrived(cloud, journey, others)).toEqual(versions);
      await check();
    }
  }, 120_000);

  test('the loss of any one reply is mended on the way', async () => {
    const { requests, versions } = await undisturbed(journey);
    for (let lost = 1; lost <= requests; lost++) {
      const { cloud, plan, others } = await at(journey);
      const { note, check } = passwords(cloud);
      let n = 0;
      cloud.interfere = async (operation, answer, body) => {
        const reply = await answer();
        note(operation, body);
        if (++n === lost) throw cutOff();
        return reply;
      };
      await run(plan, cloud);
      cloud.interfere = undefined;
      expect(await arrived(cloud, journey, others)).toEqual(versions);
      await check();
    }
  }, 120_000);
});
