/** Something and its time. */
export interface Timed<Item> {
  readonly at: number;
  readonly item: Item;
}

/** A queue in which the soonest is first: adding and taking cost the logarithm of what is in it. */
export interface SoonestFirst<Item> {
  readonly add: (at: number, item: Item) => void;
  /** The soonest, if its time has come. */
  readonly take: (now: number) => Timed<Item> | undefined;
}

/** A binary heap: each is as soon as the two after it, at twice its place and one or two more. */
export function soonestFirst<Item>(): SoonestFirst<Item> {
  const heap: Timed<Item>[] = [];
  const timeAt = (place: number): number => heap[place]?.at ?? Infinity;
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };
  return {
    add: (at, item) => {
      let place = heap.push({ at, item }) - 1;
      for (let above = (place - 1) >> 1; place > 0 && timeAt(above) > at; above = (place - 1) >> 1) {
        swap(place, above);
        place = above;
      }
    },
    take: (now) => {
      if (timeAt(0) > now) return undefined;
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let place = 0; ;) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        const sooner = timeAt(right) < timeAt(left) ? right : left;
        if (timeAt(sooner) >= timeAt(place)) return first;
        swap(place, sooner);
        place = sooner;
      }
    },
  };
}
