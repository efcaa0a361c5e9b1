import type { AccountEntity, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../account.ts';
import { deleteHolderCall } from '../calls.ts';
import { byIdentity, compareText, entityId, identityOf } from '../entity.ts';
import type { Blocked, Step, StepKind } from '../plan.ts';
import { memberRemoval } from './diff-group.ts';
import { detachment, type ExistingHolder, inlineDeletion } from './diff-holder.ts';
import { deleteVersion } from './diff-policy.ts';
import type { Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/** Deletes the stack's own that it no longer names, in the reverse of the order in which it would be created. */
export function deletions(scene: Scene): Step[] {
  const ofType = <T extends AccountEntity['type']>(type: T): Extract<AccountEntity, { type: T }>[] =>
    scene.doomed
      .filter((entity): entity is Extract<AccountEntity, { type: T }> => entity.type === type)
      .sort(byIdentity);
  return [
    ...ofType('group').flatMap((group) => deleteGroup(group, scene)),
    ...ofType('role').flatMap((role) => deleteRole(role, scene)),
    ...ofType('user').flatMap((user) => deleteUser(user, scene)),
    ...ofType('policy').flatMap((policy) => deletePolicy(policy, scene)),
  ];
}

function deleteGroup(group: AccountGroup, scene: Scene): Step[] {
  return [
    ...group.members.toSorted(compareText).map((name) => memberRemoval(group, name)),
    ...deleteHolder('delete-group', group, scene),
  ];
}

function deleteRole(role: AccountRole, scene: Scene): readonly Step[] {
  const [profile] = role.instanceProfiles;
  if (profile === undefined) return deleteHolder('delete-role', role, scene);
  return [
    blockedDeletion('delete-role', role, {
      reason: `the instance profile \`${profile}\` still holds it`,
      hint: 'take the role out of that instance profile first',
    }),
  ];
}

function deleteUser(user: AccountUser, scene: Scene): readonly Step[] {
  const group = user.groups.find((name) => !isOurs({ type: 'group', name }, scene));
  if (group !== undefined)
    return [
      blockedDeletion('delete-user', user, {
        reason: `it is still a member of the group \`${group}\`, which does not belong to this stack`,
        hint: 'take the user out of that group first',
      }),
    ];
  if (user.accessKeys === undefined)
    return [
      blockedDeletion('delete-user', user, {
        reason: 'its access keys were not read',
        hint: 'read the account with this stack as `scope`, or with none',
      }),
    ];
  const keys = user.accessKeys.map((key) => {
    const input = { UserName: user.name, AccessKeyId: key };
    const parts = { change: 'remove', object: key, detail: `access key ${key}` } as const;
    return step('delete-access-key', user, { operation: 'DeleteAccessKey', input }, parts);
  });
  return [...keys, ...deleteHolder('delete-user', user, scene)];
}

/** A boundary goes with its holder: taken away first, it would widen what the holder may do for a moment. */
function deleteHolder(kind: StepKind, holder: ExistingHolder, { account }: Scene): Step[] {
  return [
    ...holder.policies.toSorted(compareText).map((arn) => detachment(holder, arn, account.id)),
    ...Object.keys(holder.inline)
      .sort(compareText)
      .map((name) => inlineDeletion(holder, name)),
    step(kind, holder, deleteHolderCall(holder), { change: 'remove' }),
  ];
}

function deletePolicy(policy: AccountPolicy, scene: Scene): Step[] {
  const holder = remainingHolder(policy.arn, scene);
  if (holder !== undefined)
    return [
      blockedDeletion('delete-policy', policy, {
        reason: `${entityId(holder)} still uses it`,
        hint: 'detach it there first',
      }),
    ];
  return [
    ...policy.versions
      .filter(({ id }) => id !== policy.defaultVersion)
      .map(({ id }) => deleteVersion(policy, policy.arn, id)),
    step(
      'delete-policy',
      policy,
      { operation: 'DeletePolicy', input: { PolicyArn: policy.arn } },
      { change: 'remove' },
    ),
  ];
}

/** Who uses a policy before the plan and does not stop doing so by the plan. */
function remainingHolder(arn: string, scene: Scene): ExistingHolder | undefined {
  const { roles, users, groups } = scene.account;
  return [...roles, ...users, ...groups].find((holder) => {
    const uses = holder.policies.includes(arn) || ('boundary' in holder && holder.boundary === arn);
    return uses && (!isOurs(holder, scene) || stillWanted(holder, arn, scene));
  });
}

/** Whether the plan decides over an entity: it is in the stack, or is being deleted with it. */
function isOurs(entity: Pick<AccountEntity, 'type' | 'name'>, { wanted, doomed }: Scene): boolean {
  const identity = identityOf(entity);
  return wanted.has(identity) || doomed.some((each) => identityOf(each) === identity);
}

/** Whether an entity of the stack names the policy by its ARN. */
function stillWanted(holder: ExistingHolder, arn: string, { wanted }: Scene): boolean {
  const entity = wanted.get(identityOf(holder));
  if (entity === undefined || entity.type === 'policy') return false;
  const boundary = entity.type === 'group' ? undefined : entity.boundary;
  return [...entity.policies, ...(boundary ? [boundary] : [])].some(
    (reference) => 'arn' in reference && reference.arn === arn,
  );
}

function blockedDeletion(kind: StepKind, entity: AccountEntity, blocked: Blocked): Step {
  return blockedStep(kind, entity, blocked, { change: 'remove' });
}
