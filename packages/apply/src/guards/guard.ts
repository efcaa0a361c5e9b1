import type { Account } from '../account.ts';
import type { Step } from '../plan.ts';
import type { Stack } from '../stack.ts';

/** What a guard looks at: what should be, what is, and the steps between. */
export interface Guarded {
  readonly stack: Stack;
  readonly account: Account;
  readonly steps: readonly Step[];
}

/** Something against a step. */
export interface Objection {
  /** The id of the step. */
  readonly step: string;
  /** In lower case, without a final period, with the witness where there is one. */
  readonly reason: string;
}

/** A check of a plan before anyone sees it. It objects; whoever makes the plan may overrule it by name. */
export interface Guard {
  /** `broadens`, `locks-out`: what consent names. */
  readonly name: string;
  readonly check: (guarded: Guarded) => readonly Objection[];
}

/** The steps with what guards have against them: blocked, or with the consent noted. */
export function guarded(
  subject: Guarded,
  guards: readonly Guard[],
  consent: readonly string[],
): readonly Step[] {
  const objections = new Map<string, (Objection & Pick<Guard, 'name'>)[]>();
  for (const { name, check } of guards)
    for (const objection of check(subject)) {
      const known = objections.get(objection.step) ?? [];
      known.push({ ...objection, name });
      objections.set(objection.step, known);
    }
  return subject.steps.map((step) => {
    const against = objections.get(step.id) ?? [];
    if (step.blocked !== undefined || against.length === 0) return step;
    const open = against.filter(
      ({ name }) => !consent.includes(name) && !consent.includes(`${name} ${step.id}`),
    );
    if (open.length === 0)
      return { ...step, consented: against.map(({ name, reason }) => `${name}: ${reason}`) };
    const names = open.map(({ name }) => `'${name} ${step.id}'`);
    return {
      ...step,
      calls: [],
      blocked: {
        reason: open.map(({ reason }) => reason).join('; '),
        hint: `needs consent: \`consent: [${names.join(', ')}]\``,
      },
    };
  });
}
