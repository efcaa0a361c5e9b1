import { type Entity, entityId } from '../entity.ts';
import type { Blocked, Step, StepKind } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import type { StatementChange } from '../statement-changes.ts';

/** What is said of a step beside its kind and entity. */
export interface StepParts {
  readonly change: Step['change'];
  /** What tells it from others of its kind on the same entity: part of its id. */
  readonly object?: string;
  readonly detail?: string;
  readonly uses?: readonly string[];
  readonly changes?: readonly StatementChange[];
}

/** A step of one call. */
export function step(kind: StepKind, entity: Entity, call: PlannedCall, parts: StepParts): Step {
  return { ...skeleton(kind, entity, parts), calls: [call] };
}

/** A step that cannot be carried out, and why. */
export function blockedStep(kind: StepKind, entity: Entity, blocked: Blocked, parts: StepParts): Step {
  return { ...skeleton(kind, entity, parts), calls: [], blocked };
}

function skeleton(
  kind: StepKind,
  { type, name }: Entity,
  { object, detail = '', uses = [], changes, change }: StepParts,
): Omit<Step, 'calls'> {
  const id = [kind, entityId({ type, name }), ...(object === undefined ? [] : [object])].join(' ');
  return {
    id,
    kind,
    entity: { type, name },
    detail,
    change,
    uses,
    ...(changes === undefined ? {} : { changes }),
  };
}
