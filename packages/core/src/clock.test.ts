import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';

describe('systemClock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => void vi.useRealTimers());

  test('sleeps for as long as asked, on its own time', async () => {
    const sleeping = systemClock.sleep(250);
    await vi.advanceTimersByTimeAsync(249);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expect(sleeping).resolves.toBeUndefined();
    expect(systemClock.now()).toBe(1_250);
  });

  test('wakes with the reason of the signal, and leaves no timer behind', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const sleeping = systemClock.sleep(250, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('does not fall asleep when the signal was aborted before', async () => {
    await expect(systemClock.sleep(250, AbortSignal.abort('why'))).rejects.toThrow('aborted');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves no listener on the signal after waking by itself', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const sleeping = systemClock.sleep(250, signal);
    await vi.advanceTimersByTimeAsync(250);
    await sleeping;
    expect(removed).toHaveBeenCalledOnce();
  });
});
