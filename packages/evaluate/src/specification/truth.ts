/*
 * Whether something holds for a request, and whether it might not if the request gave the keys that it leaves out.
 */

export interface Truth {
  /** Whether it holds for the request as it is. */
  readonly now: boolean;
  /** Whether it could be the other way if the keys were there. */
  readonly open: boolean;
  /** The absent keys that it asks for. */
  readonly keys: readonly string[];
}

export function certain(now: boolean): Truth {
  return { now, open: false, keys: [] };
}

export function not({ now, open, keys }: Truth): Truth {
  return { now: !now, open, keys };
}

export function all(truths: readonly Truth[]): Truth {
  const canHold = truths.every(({ now, open }) => now || open);
  const canFail = truths.some(({ now, open }) => !now || open);
  return {
    now: truths.every(({ now }) => now),
    open: canHold && canFail,
    keys: truths.filter(({ open }) => open).flatMap(({ keys }) => keys),
  };
}

export function any(truths: readonly Truth[]): Truth {
  return not(all(truths.map(not)));
}
