import { equals } from '@leastwise/policy';
import type { AccountPolicy } from '../account.ts';
import { documentText, tagList } from '../calls.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackPolicy } from '../stack.ts';
import { statementChanges } from '../statement-changes.ts';
import { diffTags } from './diff-tags.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { step } from './step.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_VERSIONS = 5;

export function diffPolicy(wanted: StackPolicy, scene: Scene): readonly Step[] {
  const existing = scene.policy(wanted.name);
  if (existing === undefined) return [creation(wanted, scene)];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  const tagged = { type: 'policy', arn: existing.arn } as const;
  return [
    ...first,
    ...versions(wanted, existing, scene),
    ...diffTags(wanted, tagged, wanted.tags, existing.tags),
  ];
}

function creation(wanted: StackPolicy, { stack }: Scene): Step {
  const input = {
    PolicyName: wanted.name,
    Path: wanted.path,
    PolicyDocument: documentText(wanted.document),
    ...(wanted.description === '' ? {} : { Description: wanted.description }),
    Tags: tagList({ ...wanted.tags, ...ownershipTags(stack.name, wanted) }),
  };
  return step('create-policy', wanted, { operation: 'CreatePolicy', input }, { change: 'add' });
}

/** An old version that says the same is put in force again; otherwise a new one is made, and room for it. */
function versions(wanted: StackPolicy, existing: AccountPolicy, scene: Scene): Step[] {
  const { identityPlace } = scene;
  const { arn, defaultVersion } = existing;
  const inForce = existing.versions.find(({ id }) => id === defaultVersion);
  if (inForce !== undefined && equals(inForce.document, wanted.document, identityPlace)) return [];
  const changes =
    inForce === undefined ? [] : statementChanges(inForce.document, wanted.document, identityPlace);
  const same = existing.versions.findLast(({ document }) => equals(document, wanted.document, identityPlace));
  if (same !== undefined) {
    const input = { PolicyArn: arn, VersionId: same.id };
    const detail = `version ${same.id} in force again`;
    return [
      step(
        'set-default-version',
        wanted,
        { operation: 'SetDefaultPolicyVersion', input },
        { change: 'change', detail, changes, uses: scene.holdersOf(arn) },
      ),
    ];
  }
  const input = { PolicyArn: arn, PolicyDocument: documentText(wanted.document), SetAsDefault: true };
  return [
    ...pruning(wanted, existing),
    step(
      'create-policy-version',
      wanted,
      { operation: 'CreatePolicyVersion', input },
      { change: 'change', changes, uses: scene.holdersOf(arn) },
    ),
  ];
}

/** The oldest version that is not in force makes room. */
function pruning(wanted: StackPolicy, { arn, versions: existing, defaultVersion }: AccountPolicy): Step[] {
  const oldest = existing.find(({ id }) => id !== defaultVersion);
  if (existing.length < MOST_VERSIONS || oldest === undefined) return [];
  return [deleteVersion(wanted, arn, oldest.id)];
}

export function deleteVersion(
  entity: Pick<StackPolicy, 'type' | 'name'>,
  PolicyArn: string,
  VersionId: string,
): Step {
  const input = { PolicyArn, VersionId };
  return step(
    'delete-policy-version',
    entity,
    { operation: 'DeletePolicyVersion', input },
    { change: 'remove', object: VersionId, detail: `version ${VersionId}` },
  );
}
