import type { Account } from './account.ts';
import { diff } from './diff/diff.ts';
import { type Entity, entityId } from './entity.ts';
import type { Plan, Step } from './plan.ts';
import type { Stack } from './stack.ts';

/** One way in which an account is not what a stack says. */
export interface Drift {
  readonly entity: Entity;
  /** `missing`: it should be there; `unexpected`: it should not; `changed`: it is otherwise; `foreign`: it is not the stack's own. */
  readonly kind: 'missing' | 'unexpected' | 'changed' | 'foreign';
  /** What is otherwise, in words: what was added by hand, what was taken away. */
  readonly details: readonly string[];
}

/**
 * How an account differs from what a stack says, as whoever looks at the account sees it. Pure, and it plans nothing: `diff`
 * says what would mend it.
 *
 * @returns nothing where the account is as the stack says
 */
export function drift(stack: Stack, account: Account): readonly Drift[] {
  return driftOf(diff(stack, account));
}

function driftOf({ steps }: Plan): Drift[] {
  const byEntity = new Map<string, Step[]>();
  for (const step of steps) {
    const known = byEntity.get(entityId(step.entity)) ?? [];
    known.push(step);
    byEntity.set(entityId(step.entity), known);
  }
  return [...byEntity.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ entity: first.entity, kind: kindOf(own), details: own.flatMap(detail) }];
  });
}

function kindOf(steps: readonly Step[]): Drift['kind'] {
  const is = (kind: string): boolean => steps.some((step) => step.kind === kind);
  const type = steps[0]?.entity.type ?? '';
  if (is('adopt')) return 'foreign';
  if (is(`delete-${type}`)) return 'unexpected';
  return is(`create-${type}`) ? 'missing' : 'changed';
}

/** What a step would add is missing, what it would take away was added. */
function detail({ change, detail: what, kind, changes = [] }: Step): string[] {
  const subject = what === '' ? (kind === 'create-policy-version' ? 'document' : '') : what;
  if (subject === '') return [];
  const statements = changes.map(({ statement }) => statement).filter((statement) => statement > 0);
  const where = statements.length === 0 ? '' : `, statement ${[...new Set(statements)].join(', ')}`;
  const words = { add: 'lacks', remove: 'has also', change: 'differs in' } as const;
  return [`${words[change]} ${subject}${where}`];
}
