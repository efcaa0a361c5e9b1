import { expect, test } from 'vitest';
import { createVirtualClock } from './index.ts';

test('time stands until it is moved', () => {
  const clock = createVirtualClock({ start: '2026-03-01T00:00:00Z' });
  expect(clock.now()).toBe(Date.parse('2026-03-01T00:00:00Z'));
  clock.advance(1500);
  expect(clock.now()).toBe(Date.parse('2026-03-01T00:00:01.500Z'));
});

test('sleeping moves it, unless it is to wait', async () => {
  const jumping = createVirtualClock({ start: 0 });
  await jumping.sleep(100);
  expect(jumping.now()).toBe(100);

  const waiting = createVirtualClock({ start: 0, sleep: 'wait' });
  const woken: string[] = [];
  const sleepers = [200, 100, 300].map((until) => waiting.sleep(until).then(() => woken.push(`${until}`)));
  waiting.advance(250);
  await Promise.all(sleepers.slice(0, 2));
  expect(woken).toEqual(['100', '200']);
  waiting.advance(50);
  await Promise.all(sleepers);
  expect(waiting.now()).toBe(300);
});

test.each(['jump', 'wait'] as const)('an aborted sleep rejects with the reason (%s)', async (sleep) => {
  const clock = createVirtualClock({ sleep });
  const ended = AbortSignal.abort(new Error('enough'));
  await expect(clock.sleep(1, ended)).rejects.toThrow('enough');
});

test('a sleep that is aborted later rejects, and is not woken', async () => {
  const clock = createVirtualClock({ start: 0, sleep: 'wait' });
  const ending = new AbortController();
  const slept = clock.sleep(10, ending.signal);
  ending.abort(new Error('enough'));
  await expect(slept).rejects.toThrow('enough');
  clock.advance(20);
});

test('a start that is no time and a step backwards are refused', () => {
  expect(() => createVirtualClock({ start: 'tomorrow' })).toThrow(
    expect.objectContaining({ code: 'MALFORMED_TIME' }),
  );
  expect(() => createVirtualClock().advance(-1)).toThrow(
    expect.objectContaining({ code: 'TIME_RUNS_FORWARD' }),
  );
  expect(() => createVirtualClock().advance(Number.NaN)).toThrow();
});
