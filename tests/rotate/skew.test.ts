import { rotate, status } from '@leastwise/rotate';
import { expect, test } from 'vitest';
import { createCloud, keysOf, storeFirstKey, target } from './cloud.ts';
import type { Intercept } from './wire.ts';

const HOUR = 3_600_000;

test('a machine whose clock is fourteen hours ahead keeps the grace period, by the Date of AWS’s replies', async () => {
  const cloud = await createCloud();
  // The SDK signs by those dates too, so they have to be about right.
  cloud.clock.advanceTo(Date.now());
  const first = await storeFirstKey(cloud);
  const dated: Intercept = async (_, send) => {
    const reply = await send();
    const headers = { ...reply.response.headers, date: new Date(cloud.clock.now()).toUTCString() };
    return { response: { ...reply.response, headers } };
  };
  const clients = cloud.clients(dated);
  await rotate(target, { ...clients, force: true });
  const ahead = { ...cloud.clock, now: () => cloud.clock.now() + 14 * HOUR };
  expect(await status(target, { ...clients, clock: ahead })).toMatchObject({ state: 'waiting' });
  expect(await rotate(target, { ...clients, clock: ahead })).toMatchObject({ state: 'waiting', steps: [] });
  expect(await keysOf(cloud)).toHaveProperty(first.id, 'Active');
  // Without those dates it would have been deactivated: the machine's own clock says that the period is over.
  const undated = cloud.clients((_, send) => send());
  expect(await status(target, { ...undated, clock: ahead })).toMatchObject({
    state: 'ready',
    does: 'deactivate',
  });
});
