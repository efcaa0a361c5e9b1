import type { Windows } from '../src/windows.ts';
import { type Account, keyIn } from './account.ts';
import { currentKey, type Request } from './operations.ts';
import type { Wire } from './memory-port.ts';

/** Sees every change that a rotation makes to an account, and what each breaks. */
export interface Watch {
  readonly wire: Wire;
  /** What was broken, in words; empty when all is well. */
  readonly violations: string[];
  /** Takes what a person did for given: the next request is not to blame. */
  excuse(): void;
}

interface Seen {
  current: string | undefined;
  keys: Map<string, string>;
  /** When a key stopped being current, and when it was deactivated. */
  readonly left: Map<string, number>;
  readonly disabled: Map<string, number>;
  /** Answers of STS to a key in a row. */
  readonly proofs: Map<string, number>;
}

const WRITES = /^(Put|Update|Create|Delete)/;

/** Watches rotations; `strangers` are keys that are not theirs to touch. */
export function watch(
  account: Account,
  { grace, quiet, recovery }: Windows,
  strangers: ReadonlySet<string> = new Set(),
): Watch {
  const violations: string[] = [];
  const seen: Seen = {
    current: undefined,
    keys: new Map(),
    left: new Map(),
    disabled: new Map(),
    proofs: new Map(),
  };
  look();
  return {
    violations,
    excuse: look,
    wire: ({ operation, sender }: Request, carryOut) => {
      if (operation === 'GetCallerIdentity') return prove(sender?.accessKeyId ?? '', carryOut);
      const reply = carryOut();
      if (WRITES.test(operation)) check(operation);
      return reply;
    },
  };

  function prove(keyId: string, carryOut: () => unknown): unknown {
    const successes = seen.proofs.get(keyId) ?? 0;
    seen.proofs.set(keyId, 0);
    const reply = carryOut();
    seen.proofs.set(keyId, successes + 1);
    return reply;
  }

  function look(): void {
    const current = currentKey(account)?.id;
    if (current !== seen.current && seen.current !== undefined)
      seen.left.set(seen.current, account.clock.now());
    seen.current = current;
    for (const [id, { status }] of account.keys) {
      if (status === 'Inactive' && seen.keys.get(id) === 'Active') seen.disabled.set(id, account.clock.now());
    }
    seen.keys = new Map([...account.keys].map(([id, { status }]) => [id, status]));
  }

  function check(operation: string): void {
    const before = { ...seen };
    look();
    const broke = (what: string): unknown => violations.push(`after ${operation}: ${what}`);
    if (seen.keys.size > 2 && seen.keys.size > before.keys.size) broke('I1 more than two keys');
    if (seen.current !== before.current) {
      const id = seen.current ?? '';
      if (seen.keys.get(id) !== 'Active') broke('I2 the key made current is not active');
      if (keyIn(account, account.holderOf('AWSCURRENT'))?.secret !== account.keys.get(id)?.secret)
        broke("I2 not the current key's own secret");
      if ((seen.proofs.get(id) ?? 0) < 3) broke('I2 promoted without proof');
    }
    for (const [id, status] of before.keys) if (seen.keys.get(id) !== status) changed(id, status, broke);
  }

  /** What was never stored nobody can have read, so nobody uses it. */
  function isStored(id: string): boolean {
    return [...account.versions.keys()].some((versionId) => keyIn(account, versionId)?.id === id);
  }

  function changed(id: string, before: string, broke: (what: string) => unknown): void {
    const now = account.clock.now();
    const after = seen.keys.get(id);
    const left = seen.left.get(id);
    if (strangers.has(id)) broke("I3 a stranger's key was touched");
    if (id === seen.current && after !== 'Active') broke('I2 the current key was taken away');
    if (after === 'Inactive') {
      if (left !== undefined && now < left + grace) broke('I4 deactivated within the grace period');
      if (now < (account.keys.get(id)?.usedAt ?? -Infinity) + quiet)
        broke('I4 deactivated while it was in use');
    }
    if (after === undefined && before !== 'Inactive' && isStored(id)) broke('I4 an active key was deleted');
    if (after === undefined && left !== undefined && now < (seen.disabled.get(id) ?? now) + recovery)
      broke('I4 deleted before the recovery period was over');
  }
}
