import { identityOf } from '../entity.ts';
import type { Plan, Step } from '../plan.ts';
import { statementLines } from './statement-lines.ts';

/** What happens to what a line speaks of: added, changed, taken away, or it cannot be done; blank where a line goes on. */
export type Mark = '+' | '~' | '-' | '!' | ' ';

/** One line of a plan, before it is dressed for a terminal or a document. */
export interface Line {
  readonly depth: number;
  readonly mark: Mark;
  readonly text: string;
}

const MARKS = { add: '+', change: '~', remove: '-' } as const satisfies Record<Step['change'], Mark>;

/** The plan entity by entity, in the order in which they are first touched. */
export function planLines(plan: Plan): Line[] {
  return byEntity(plan).flatMap((steps) => [entityLine(steps), ...steps.flatMap(stepLines)]);
}

function byEntity({ steps }: Plan): Step[][] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const identity = identityOf(step.entity);
    groups.set(identity, [...(groups.get(identity) ?? []), step]);
  }
  return [...groups.values()];
}

function entityLine(steps: readonly Step[]): Line {
  const { type = '', name = '' } = steps[0]?.entity ?? {};
  return { depth: 0, mark: markOf(steps), text: `${type} ${name}` };
}

function markOf(steps: readonly Step[]): Mark {
  if (steps.some(({ blocked }) => blocked !== undefined)) return '!';
  const whole = steps.find(
    ({ kind, entity }) => kind === `create-${entity.type}` || kind === `delete-${entity.type}`,
  );
  return MARKS[whole?.change ?? 'change'];
}

function stepLines({ detail, change, changes = [], blocked }: Step): Line[] {
  const mark = MARKS[change];
  if (blocked !== undefined) {
    const subject = detail === '' ? '' : `${detail}: `;
    return [{ depth: 1, mark: '!', text: `${subject}${blocked.reason}  -> ${blocked.hint}` }];
  }
  const own: Line[] = detail === '' ? [] : [{ depth: 1, mark, text: detail }];
  return [...own, ...changes.flatMap((each) => statementLines(each, 1 + own.length))];
}

/** How much there is to do: `2 to create, 1 to change, 0 to delete · 7 calls`. */
export function planSummary(plan: Plan): string {
  const marks = byEntity(plan).map(markOf);
  if (marks.length === 0) return 'nothing to do';
  const count = (mark: Mark): number => marks.filter((each) => each === mark).length;
  const calls = plan.steps.reduce((sum, step) => sum + step.calls.length, 0);
  return [
    `${count('+')} to create, ${count('~')} to change, ${count('-')} to delete`,
    ...(count('!') === 0 ? [] : [`, ${count('!')} blocked`]),
    ` · ${calls} ${calls === 1 ? 'call' : 'calls'}`,
  ].join('');
}
