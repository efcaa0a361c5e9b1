import type { AccountEntity, AccountGroup, AccountPolicy, AccountRole, AccountUser } from '../account.ts';
import { deleteHolderCall } from '../calls.ts';
import { byIdentity, compareText, entityId, identityOf } from '../entity.ts';
import type { Blocked, Step, StepKind } from '../plan.ts';
import { memberRemoval } from './diff-group.ts';
import { detachment, type ExistingHolder, inlineDeletion } from './diff-holder.ts';
import { deleteBelongings } from './delete-belongings.ts';
import { deleteVersion } from './diff-policy.ts';
import { deleteProfile } from './diff-profile.ts';
import { deleteOidcProvider, deleteSamlProvider } from './diff-provider.ts';
import type { Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

/** Deletes the stack's own that it no longer names, in the reverse of the order in which it would be created. */
export function deletions(scene: Scene): Step[] {
  const ofType = <T extends AccountEntity['type']>(type: T): Extract<AccountEntity, { type: T }>[] =>
    scene.doomed
      .filter((entity): entity is Extract<AccountEntity, { type: T }> => entity.type === type)
      .sort(byIdentity);
  return [
    ...ofType('instance-profile').flatMap(deleteProfile),
    ...ofType('group').flatMap((group) => deleteGroup(group, scene)),
    ...ofType('role').flatMap((role) => deleteRole(role, scene)),
    ...ofType('user').flatMap((user) => deleteUser(user, scene)),
    ...ofType('policy').flatMap((policy) => deletePolicy(policy, scene)),
    ...ofType('oidc-provider').map(deleteOidcProvider),
    ...ofType('saml-provider').map(deleteSamlProvider),
  ];
}

function deleteGroup(group: AccountGroup, scene: Scene): Step[] {
  return [
    ...group.members.toSorted(compareText).map((name) => memberRemoval(group, name)),
    ...deleteHolder('delete-group', group, scene),
  ];
}

function deleteRole(role: AccountRole, scene: Scene): readonly Step[] {
  // The role goes out of the stack's own profiles before it is deleted.
  const profile = role.instanceProfiles.find((name) => !isOurs({ type: 'instance-profile', name }, scene));
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
  if (user.belongings === undefined)
    return [
      blockedDeletion('delete-user', user, {
        reason: 'its access keys were not read',
        hint: 'read the account with this stack as `scope`, or with none',
      }),
    ];
  return [...deleteBelongings(user, user.belongings), ...deleteHolder('delete-user', user, scene)];
}

/** A boundary goes with its holder: taken away first, it would widen what the holder may do for a moment. */
export function deleteHolder(kind: StepKind, holder: ExistingHolder, scene: Scene): Step[] {
  return [
    ...holder.policies.toSorted(compareText).map((arn) => detachment(holder, arn, scene)),
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
  return deletePolicyParts(policy, scene);
}

/** Every version but the one in force must go before the policy does. */
export function deletePolicyParts(policy: AccountPolicy, { holdersOf }: Scene): Step[] {
  const call = { operation: 'DeletePolicy', input: { PolicyArn: policy.arn } } as const;
  return [
    ...policy.versions
      .filter(({ id }) => id !== policy.defaultVersion)
      .map(({ id }) => deleteVersion(policy, policy.arn, id)),
    step('delete-policy', policy, call, { change: 'remove', uses: holdersOf(policy.arn) }),
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
function isOurs(entity: Pick<AccountEntity, 'type' | 'name'>, { wanted, doomedIds }: Scene): boolean {
  const identity = identityOf(entity);
  return wanted.has(identity) || doomedIds.has(identity);
}

/** Whether an entity of the stack names the policy by its ARN. */
function stillWanted(holder: ExistingHolder, arn: string, { wanted }: Scene): boolean {
  const entity = wanted.get(identityOf(holder));
  if (entity === undefined || !('policies' in entity)) return false;
  const boundary = 'boundary' in entity ? entity.boundary : undefined;
  return [...entity.policies, ...(boundary ? [boundary] : [])].some(
    (reference) => 'arn' in reference && reference.arn === arn,
  );
}

function blockedDeletion(kind: StepKind, entity: AccountEntity, blocked: Blocked): Step {
  return blockedStep(kind, entity, blocked, { change: 'remove' });
}
