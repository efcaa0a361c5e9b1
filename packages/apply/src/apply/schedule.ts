import { identityOf } from '../entity.ts';
import type { Step } from '../plan.ts';

/** A step and those before it that it must wait for, by their places in the plan. */
interface Waiting {
  readonly step: Step;
  readonly after: readonly number[];
}

/** What a step writes, by identity: what is renamed is written under both its names. */
function writtenBy({ kind, entity, uses }: Step): readonly string[] {
  return kind.startsWith('rename-') ? [identityOf(entity), ...uses] : [identityOf(entity)];
}

/**
 * Which steps a step waits for: the last before it that writes what it writes or uses, and all since then that use what it
 * writes. So every entity has one writer at a time, and what happens to it happens in the order of the plan.
 */
function dependencies(steps: readonly Step[]): readonly Waiting[] {
  const lastWriter = new Map<string, number>();
  const users = new Map<string, number[]>();
  return steps.map((step, i) => {
    const written = writtenBy(step);
    const used = step.uses.filter((identity) => !written.includes(identity));
    const after = new Set<number>();
    for (const identity of [...written, ...used]) {
      const writer = lastWriter.get(identity);
      if (writer !== undefined) after.add(writer);
    }
    for (const identity of written) {
      for (const user of users.get(identity) ?? []) after.add(user);
      lastWriter.set(identity, i);
      users.set(identity, []);
    }
    for (const identity of used) {
      const known = users.get(identity) ?? [];
      known.push(i);
      users.set(identity, known);
    }
    return { step, after: [...after] };
  });
}

/**
 * Carries out steps, several at a time, each once those that it waits for are done. After the first failure no step begins;
 * those under way end first.
 *
 * @throws the first failure
 */
export async function inOrder(
  steps: readonly Step[],
  atOnce: number,
  carryOut: (step: Step, number: number) => Promise<void>,
): Promise<void> {
  const waiting = dependencies(steps);
  const done = new Set<number>();
  const running = new Map<number, Promise<void>>();
  const failures: unknown[] = [];
  let first = 0;
  while (done.size < steps.length && failures.length === 0) {
    for (let i = first; i < waiting.length && running.size < atOnce; i++) {
      const { step, after } = waiting[i] ?? {};
      if (step === undefined || done.has(i) || running.has(i)) continue;
      if (after?.some((each) => !done.has(each)) === true) continue;
      const run = carryOut(step, i + 1).then(
        () => void done.add(i),
        (error: unknown) => void failures.push(error),
      );
      running.set(
        i,
        run.finally(() => running.delete(i)),
      );
    }
    await Promise.race(running.values());
    while (done.has(first)) first += 1;
  }
  await Promise.all(running.values());
  if (failures.length > 0) throw failures[0];
}
