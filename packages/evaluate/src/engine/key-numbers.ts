/** Gives context keys their numbers. */
export interface KeyNumbers {
  /** The number of a key as a request writes it; keys are the same in any case. */
  ofName(name: string): number;
  /** Between two requests: forgets keys that no policy asks for, if there have become too many. */
  tidy(): void;
}

/** More keys than requests have; a stream of ever new ones cannot fill the memory. */
const REMEMBERED = 4096;

/** @param asked the keys that policies ask for, in lower case, by their numbers */
export function numberKeys(asked: ReadonlyMap<string, number>): KeyNumbers {
  let keys = new Map(asked);
  let names = new Map<string, number>();
  return {
    ofName: (name) => names.get(name) ?? remember(name),
    tidy: () => {
      if (names.size <= REMEMBERED) return;
      keys = new Map(asked);
      names = new Map();
    },
  };

  function remember(name: string): number {
    const key = name.toLowerCase();
    const number = keys.get(key) ?? keys.size;
    keys.set(key, number);
    names.set(name, number);
    return number;
  }
}
