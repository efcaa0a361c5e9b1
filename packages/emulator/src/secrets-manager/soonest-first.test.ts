import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soonestFirst } from './soonest-first.ts';

test('takes out what has come, the soonest first, whatever was added and taken in between', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(50), fc.record({ now: fc.nat(50) }))), (acts) => {
      const queue = soonestFirst<string>();
      let kept: number[] = [];
      for (const act of acts) {
        if (typeof act === 'number') {
          queue.add(act, `at ${act}`);
          kept = [...kept, act].sort((a, b) => a - b);
          continue;
        }
        const [first] = kept;
        const expected =
          first !== undefined && first <= act.now ? { at: first, item: `at ${first}` } : undefined;
        expect(queue.take(act.now)).toEqual(expected);
        if (expected) kept.shift();
      }
    }),
  );
});
