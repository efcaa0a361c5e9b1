import type { Account, AccountEntity, AccountPolicy, AccountRole } from '../account.ts';
import { entityId, identityOf } from '../entity.ts';
import type { Blocked, Step } from '../plan.ts';
import type { StackEntity } from '../stack.ts';
import { deleteHolder, deletePolicyParts } from './deletions.ts';
import { detachment } from './diff-holder.ts';
import { deleteProfile, holding } from './diff-profile.ts';
import { documentMoved } from './moved.ts';
import { entitiesOf, type Scene } from './scene.ts';
import { blockedStep } from './step.ts';

/** What IAM cannot change in place, in words; `undefined` where it can do all that is wanted. */
export function unchangeable(wanted: StackEntity, existing: AccountEntity): string | undefined {
  const fixed = wanted.type === 'policy' || wanted.type === 'role' || wanted.type === 'instance-profile';
  if (fixed && wanted.path !== existing.path)
    return `it exists under the path \`${existing.path}\`, and IAM cannot move ${wanted.type === 'instance-profile' ? 'an' : 'a'} ${wanted.type}`;
  if (
    wanted.type === 'policy' &&
    existing.type === 'policy' &&
    existing.description !== undefined &&
    wanted.description !== existing.description
  )
    return `its description is \`${existing.description}\`, and IAM cannot change that of a managed policy`;
  return undefined;
}

/** What the stack owns, IAM cannot change in place, and may be deleted and made anew. */
export function replacedBy({ wanted, account, own, replace }: Scene): readonly AccountEntity[] {
  const consented = new Set(replace.map((id) => id.toLowerCase()));
  return entitiesOf(account).filter((entity) => {
    const next = wanted.get(identityOf(entity));
    return (
      next?.name === entity.name &&
      consented.has(identityOf(entity)) &&
      own(entity) &&
      unchangeable(next, entity) !== undefined
    );
  });
}

/** Takes away what is to be made anew under its own name, and all that hangs on it. */
export function replacementSteps(replaced: readonly AccountEntity[], scene: Scene): Step[] {
  return replaced.flatMap((entity): Step[] => {
    switch (entity.type) {
      case 'policy':
        return removePolicy(entity, scene);
      case 'role':
        return [
          ...entity.instanceProfiles.map((profile) =>
            holding('remove-role-from-profile', { type: 'instance-profile', name: profile }, entity.name),
          ),
          ...deleteHolder('delete-role', entity, scene),
        ];
      case 'instance-profile':
        return deleteProfile(entity);
      default:
        return [];
    }
  });
}

function removePolicy(policy: AccountPolicy, scene: Scene): Step[] {
  const { account, holdersOf, wanted } = scene;
  const bounded = [...account.roles, ...account.users].find(({ boundary }) => boundary === policy.arn);
  const outside = holdersOf(policy.arn).find((identity) => !wanted.has(identity));
  const blocked =
    bounded !== undefined
      ? boundaryOf(bounded)
      : outside === undefined
        ? undefined
        : attachedOutside(outside);
  if (blocked !== undefined) return [blockedStep('replace', policy, blocked, { change: 'change' })];
  const holders = [...account.roles, ...account.users, ...account.groups];
  return [
    ...holders
      .filter((holder) => holder.policies.includes(policy.arn))
      .map((holder) => detachment(holder, policy.arn, scene)),
    ...deletePolicyParts(policy, scene),
  ];
}

function boundaryOf(holder: AccountEntity): Blocked {
  return {
    reason: `it is the boundary of ${entityId(holder)}, which would be without one while it is replaced`,
    hint: 'give the policy another name, and the boundary with it',
  };
}

function attachedOutside(identity: string): Blocked {
  return {
    reason: `${identity}, which does not belong to this stack, still uses it`,
    hint: 'detach it there first',
  };
}

/** The account once these are gone: what named them by ARN then names a dead id, as AWS writes it. */
export function accountWithout(account: Account, gone: readonly AccountEntity[]): Account {
  if (gone.length === 0) return account;
  const arns = new Set(gone.map(({ arn }) => arn));
  const dead = gone.filter((entity): entity is AccountRole => entity.type === 'role');
  const names = new Set(dead.map(({ name }) => name));
  const deadIds = new Map(dead.map(({ arn, id }) => [arn, id]));
  const stays = ({ arn }: AccountEntity): boolean => !arns.has(arn);
  const lighter = <T extends { readonly policies: readonly string[] }>(holder: T): T => ({
    ...holder,
    policies: holder.policies.filter((arn) => !arns.has(arn)),
  });
  return {
    ...account,
    policies: account.policies.filter(stays),
    users: account.users.map(lighter),
    groups: account.groups.map(lighter),
    roles: account.roles
      .filter(stays)
      .map(lighter)
      .map((role) => ({ ...role, trust: documentMoved(role.trust, deadIds) })),
    instanceProfiles: account.instanceProfiles.filter(stays).map(({ role, ...profile }) => ({
      ...profile,
      ...(role === undefined || names.has(role) ? {} : { role }),
    })),
  };
}
