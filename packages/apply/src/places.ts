import type { Account, AccountEntity } from './account.ts';
import { arnOfEntity } from './arns.ts';
import { type Entity, identityOf } from './entity.ts';
import type { Plan, Step } from './plan.ts';
import type { PlannedCall } from './planned-call.ts';

/** Where things are while a plan is carried out: what is moved, renamed or made anew has another ARN from then on. */
export interface Places {
  /** The ARN of what is there; where nothing is, that of something of that name without a path. */
  readonly of: (entity: Entity) => string;
  readonly at: (entity: Entity & { readonly path: string }) => string;
  readonly set: (entity: Entity, arn: string) => void;
}

export function placesOf(
  entities: readonly AccountEntity[],
  account: Pick<Account, 'id' | 'partition'>,
): Places {
  const arns = new Map(entities.map((entity) => [identityOf(entity), entity.arn]));
  const at: Places['at'] = (entity) => arnOfEntity(entity, account);
  return {
    of: (entity) => arns.get(identityOf(entity)) ?? at({ ...entity, path: '/' }),
    at,
    set: (entity, arn) => void arns.set(identityOf(entity), arn),
  };
}

/** What a call makes, moves or renames, as it is called afterwards. */
export interface Target {
  readonly entity: Entity;
  readonly arn: string;
}

export function targetOf(
  { operation, input }: PlannedCall,
  { kind, entity }: Pick<Step, 'kind' | 'entity'>,
  places: Places,
): Target | undefined {
  const called = (name: string, path: string): Target => ({
    entity: { type: entity.type, name },
    arn: places.at({ type: entity.type, name, path }),
  });
  switch (operation) {
    case 'UpdateUser':
      return called(input.NewUserName ?? entity.name, input.NewPath ?? pathIn(places.of(entity)));
    case 'UpdateGroup':
      return called(input.NewGroupName ?? entity.name, input.NewPath ?? pathIn(places.of(entity)));
    default:
      if (kind !== `create-${entity.type}`) return undefined;
      return called(entity.name, ('Path' in input ? input.Path : undefined) ?? '/');
  }
}

/** `arn:aws:iam::111122223333:user/a/b/name` -> `/a/b/` */
function pathIn(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}

/** The ARN that a step's entity has when its turn comes, or gets by it; for a setting of the account, the account's own. */
export function arnAt(step: Step, { account: id, partition, before, steps }: Plan): string {
  if (step.entity.type === 'account') return `arn:${partition}:iam::${id}:root`;
  const known = Object.values(before).filter((each) => each !== null && each.type !== 'account');
  const places = placesOf(known, { id, partition });
  const own = steps.findIndex((each) => each.id === step.id);
  for (const each of steps.slice(0, step.kind.startsWith('create-') ? own + 1 : own))
    for (const call of each.calls) {
      const target = targetOf(call, each, places);
      if (target !== undefined) places.set(target.entity, target.arn);
    }
  return places.of(step.entity);
}
