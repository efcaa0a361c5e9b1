import { expect, test } from 'vitest';
import { createAwsTime } from './aws-time.ts';

const HOUR = 3_600_000;

function at(time: number): ReturnType<typeof createAwsTime> & { move(to: number): void } {
  let now = time;
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  return { ...createAwsTime(clock), move: (to) => (now = to) };
}

test('is this machine’s time until AWS tells its own', () => {
  expect(at(5 * HOUR).now()).toBe(5 * HOUR);
});

test('ignores the whole seconds of a date and its way here', () => {
  const time = at(5 * HOUR + 999);
  time.learn(5 * HOUR - 3_000);
  expect(time.now()).toBe(5 * HOUR + 999);
});

test('follows AWS where this machine is hours off, in either direction', () => {
  for (const off of [-3 * HOUR, 3 * HOUR]) {
    const time = at(5 * HOUR);
    time.learn(5 * HOUR + off);
    expect(time.now()).toBe(5 * HOUR + off);
    time.move(6 * HOUR);
    expect(time.now()).toBe(6 * HOUR + off);
  }
});

test('comes back when the machine’s clock is set right', () => {
  const time = at(8 * HOUR);
  time.learn(5 * HOUR);
  time.move(5 * HOUR + 1_000);
  time.learn(5 * HOUR + 1_000);
  expect(time.now()).toBe(5 * HOUR + 1_000);
});
