import type { Account } from './account.ts';
import type { Wire } from './memory-port.ts';
import type { SecretKind } from './secret-kinds.ts';

/**
 * Sees every change that a rotation by a strategy makes, and what each breaks:
 * - S1 what works on the other side is in the secret, under a label: no value is in use that nobody has
 * - S2 what consumers read works, at every moment where two values overlap, else whenever a run has settled
 * - S3 no value becomes current, beside the first of an empty secret, that was not tried after it was set
 * - S4 with an overlap, the previous value works until its grace period is over
 * - S5 a life ends with as many values that work as its kind needs, and nothing is left under way
 * - S6 no value is told
 */
export interface SecretWatch {
  readonly wire: Wire;
  readonly violations: string[];
  /** Called when a run says that it is done. */
  settled(): void;
  /** What a finished life must not leave. */
  leftovers(): string[];
  /** How many values were current, one after the other. */
  currents(): number;
}

const TRIES = new Set(['TestToken', 'GetLoginProfile', 'GetCallerIdentity']);
const SETS = new Set(['SetToken', 'CreateLoginProfile', 'UpdateLoginProfile', 'CreateAccessKey']);
const READS = /^(Describe|Get|List|Test)/;

export function watchSecret(account: Account, kind: SecretKind): SecretWatch {
  const violations: string[] = [];
  /** When a value stopped being current. */
  const left = new Map<string, number>();
  const currents: string[] = [];
  let working: readonly string[] = [];
  let tries = 0;
  let hasSettled = false;
  const { grace } = kind.target;

  const held = (label?: string): string[] =>
    [...account.versions.values()].flatMap(({ labels, value }) =>
      (label === undefined ? labels.size > 0 : labels.has(label)) ? valuesIn(value) : [],
    );
  const valuesIn = (text: string): string[] => {
    // The boundary to JSON.
    const value = kind.valueOf(JSON.parse(text) as Record<string, unknown>);
    return value === 'undefined' ? [] : [value];
  };

  function check(operation: string): void {
    const broke = (what: string): unknown => violations.push(`after ${operation}: ${what}`);
    const before = working;
    working = kind.working(account);
    const [current] = held('AWSCURRENT');
    if (current !== currents.at(-1) && current !== undefined) {
      const last = currents.at(-1);
      if (last !== undefined) left.set(last, account.clock.now());
      if (last !== undefined && tries < kind.proofs) broke('S3 made current without being tried');
      currents.push(current);
    }
    const stored = held();
    // What the other side makes up cannot be stored first: S5 finds it if it never is.
    if (!kind.target.strategy.creates && working.some((value) => !stored.includes(value)))
      broke('S1 what works is not in the secret');
    if (kind.overlaps && hasSettled && current !== undefined && !working.includes(current))
      broke('S2 what consumers read does not work');
    for (const value of before) {
      const since = left.get(value);
      if (working.includes(value) || since === undefined || !kind.overlaps) continue;
      if (account.clock.now() < since + grace) broke('S4 taken away within the grace period');
    }
  }

  return {
    violations,
    wire: ({ operation }, carryOut) => {
      const reply = carryOut();
      if (TRIES.has(operation)) tries++;
      if (SETS.has(operation)) tries = 0;
      if (!READS.test(operation)) check(operation);
      return reply;
    },
    settled: () => {
      hasSettled = true;
      const [current] = held('AWSCURRENT');
      if (current === undefined || !kind.working(account).includes(current))
        violations.push('S2 settled, and what consumers read does not work');
    },
    leftovers: () => {
      const labels = [...account.versions.values()].flatMap((each) => [...each.labels]).join(' ');
      const count = kind.working(account).length;
      return [
        ...(count === kind.left ? [] : [`S5 left ${count} values that work`]),
        ...(/PENDING|CREATING/.test(labels) ? [`S5 left the labels ${labels}`] : []),
      ];
    },
    currents: () => currents.length,
  };
}
