import { equals } from '@leastwise/policy';
import type { AccountRole } from '../account.ts';
import { documentText, tagList } from '../calls.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackRole } from '../stack.ts';
import { statementChanges } from '../statement-changes.ts';
import { boundaryArn, diffBoundary } from './diff-boundary.ts';
import { diffHolder, unusable, usesOf } from './diff-holder.ts';
import { diffTags } from './diff-tags.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { blockedStep, step } from './step.ts';
import { trustBetween } from './trust-between.ts';
import { type Creation, inTrustOrder, NOBODY, trusted, unknownPrincipal } from './trust.ts';

/** All roles at once, because those to create depend on each other. */
export function diffRoles(roles: readonly StackRole[], scene: Scene): readonly Step[] {
  const absent = roles.filter(({ name }) => scene.role(name) === undefined);
  return [
    ...inTrustOrder(absent, scene).flatMap((creation) => newRole(creation, scene)),
    ...roles.flatMap((role) => {
      const existing = scene.role(role.name);
      return existing === undefined ? [] : existingRole(role, existing, scene);
    }),
  ];
}

function newRole({ role, withoutTrust }: Creation, scene: Scene): Step[] {
  const boundary = boundaryArn(role, scene);
  const parts = {
    change: 'add',
    uses: [
      ...(boundary === undefined ? [] : usesOf(boundary, scene)),
      ...(withoutTrust ? [] : trusted(role.trust, scene)),
    ],
  } as const;
  const blocked =
    unknownPrincipal(role.trust, scene) ?? (boundary === undefined ? undefined : unusable(boundary, scene));
  if (blocked !== undefined) return [blockedStep('create-role', role, blocked, parts)];
  const input = {
    RoleName: role.name,
    Path: role.path,
    AssumeRolePolicyDocument: documentText(withoutTrust ? NOBODY : role.trust),
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.description === '' ? {} : { Description: role.description }),
    ...(boundary === undefined ? {} : { PermissionsBoundary: boundary }),
    Tags: tagList({ ...role.tags, ...ownershipTags(scene.stack.name, role) }),
  };
  return [
    step('create-role', role, { operation: 'CreateRole', input }, parts),
    ...(withoutTrust ? [trustUpdate(role, undefined, scene, true)] : []),
    ...diffHolder(role, undefined, scene),
  ];
}

function existingRole(wanted: StackRole, existing: AccountRole, scene: Scene): readonly Step[] {
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  const rights = [...diffBoundary(wanted, existing.boundary, scene), ...diffHolder(wanted, existing, scene)];
  const changing = rights.length > 0 || existing.policies.some((arn) => isRewritten(arn, scene));
  return [
    ...first,
    ...settings(wanted, existing),
    ...diffTags(wanted, existing, wanted.tags, existing.tags),
    ...trustUpdates(wanted, existing, changing, scene),
    ...rights,
  ];
}

/** Whether a policy gets another document by this plan. */
function isRewritten(arn: string, { wantedByArn, policyAt, identityPlace }: Scene): boolean {
  const wanted = wantedByArn.get(arn);
  const existing = policyAt(arn);
  const inForce = existing?.versions.find(({ id }) => id === existing.defaultVersion);
  return (
    wanted?.type === 'policy' &&
    inForce !== undefined &&
    !equals(inForce.document, wanted.document, identityPlace)
  );
}

/**
 * Where what a role may do changes too, who is let in changes before it where people are shut out, and after it where people are let in. Where both
 * happen, those first stay who were let in before and still are: nobody ever gets what only others had.
 */
function trustUpdates(wanted: StackRole, existing: AccountRole, changing: boolean, scene: Scene): Step[] {
  if (equals(existing.trust, wanted.trust, scene.trustPlace)) return [];
  if (!changing) return [trustUpdate(wanted, existing.trust, scene, true)];
  const between = trustBetween(existing.trust, wanted.trust, scene.trustPlace);
  if (between === 'before' || between === 'after')
    return [trustUpdate(wanted, existing.trust, scene, between === 'after')];
  return [
    trustUpdate({ ...wanted, trust: between }, existing.trust, scene, false),
    trustUpdate(wanted, between, scene, true),
  ];
}

function trustUpdate(
  role: StackRole,
  before: StackRole['trust'] | undefined,
  scene: Scene,
  last: boolean,
): Step {
  const parts = {
    change: before === undefined ? 'add' : 'change',
    detail: last ? 'trust' : 'trust, until the rest is in place',
    ...(last ? {} : { object: 'first' }),
    uses: trusted(role.trust, scene),
    ...(before === undefined ? {} : { changes: statementChanges(before, role.trust, scene.trustPlace) }),
  } as const;
  const blocked = unknownPrincipal(role.trust, scene);
  if (blocked !== undefined) return blockedStep('update-trust', role, blocked, parts);
  const input = { RoleName: role.name, PolicyDocument: documentText(role.trust) };
  return step('update-trust', role, { operation: 'UpdateAssumeRolePolicy', input }, parts);
}

/** UpdateRole sets both; what it is not given it resets. */
function settings(wanted: StackRole, existing: AccountRole): Step[] {
  const description = wanted.description === '' ? 'no description' : `description \`${wanted.description}\``;
  const details = [
    ...(wanted.description === existing.description ? [] : [description]),
    ...(wanted.maxSessionDuration === existing.maxSessionDuration
      ? []
      : [`longest session ${existing.maxSessionDuration} -> ${wanted.maxSessionDuration} seconds`]),
  ];
  if (details.length === 0) return [];
  const input = {
    RoleName: existing.name,
    Description: wanted.description,
    MaxSessionDuration: wanted.maxSessionDuration,
  };
  const parts = { change: 'change', detail: details.join(', ') } as const;
  return [step('update-role', wanted, { operation: 'UpdateRole', input }, parts)];
}
