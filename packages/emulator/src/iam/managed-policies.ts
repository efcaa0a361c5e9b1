import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { ManagedPolicy } from '../state.ts';
import { type Usage, usageOf } from './attachments.ts';
import { findOwnPolicy, findPolicy, iamArn, keyOf } from './entities.ts';
import { page } from './page.ts';
import { checkedPolicy } from './policy-versions.ts';
import { refuseFull } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

export function createPolicy(input: iam.CreatePolicyRequest, context: Context): iam.CreatePolicyResponse {
  const { policies } = context.account;
  const { PolicyName: name, Path: path = '/' } = input;
  if (policies.has(keyOf(name))) {
    throw new Refusal(
      'EntityAlreadyExists',
      `A policy called ${name} already exists. Duplicate names are not allowed.`,
    );
  }
  refuseFull('policies', context);
  const policy: ManagedPolicy = {
    name,
    id: context.ids.unique('ANPA'),
    arn: iamArn(context, 'policy', path, name),
    path,
    created: context.now,
    updated: context.now,
    description: input.Description,
    tags: newTags(input.Tags),
    versions: [{ id: 'v1', document: checkedPolicy(input.PolicyDocument), created: context.now }],
    defaultVersion: 'v1',
    lastVersion: 1,
  };
  policies.set(keyOf(name), policy);
  return { Policy: { ...listedPolicy(policy, usageOf(context.account)), Tags: tagsOutput(policy.tags) } };
}

/** The one operation that tells the description. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
export function getPolicy(input: iam.GetPolicyRequest, context: Context): iam.GetPolicyResponse {
  const policy = findPolicy(context, input.PolicyArn);
  return {
    Policy: {
      ...listedPolicy(policy, usageOf(context.account)),
      Description: policy.description,
      Tags: [...policy.tags.values()],
    },
  };
}

/** Lists the account's own policies and those of AWS's that it was given. */
export function listPolicies(
  input: iam.ListPoliciesRequest,
  { account, cloud }: Context,
): iam.ListPoliciesResponse {
  const usage = usageOf(account);
  const counted = [
    ...(input.PolicyUsageFilter === 'PermissionsBoundary' ? [] : [usage.attachments]),
    ...(input.PolicyUsageFilter === 'PermissionsPolicy' ? [] : [usage.boundaries]),
  ];
  const onlyUsed = input.OnlyAttached === true || input.PolicyUsageFilter !== undefined;
  const listed = [
    ...(input.Scope === 'AWS' ? [] : account.policies.values()),
    ...(input.Scope === 'Local' ? [] : cloud.awsPolicies.values()),
  ];
  const policies = listed.filter(
    ({ path, arn }) =>
      path.startsWith(input.PathPrefix ?? '/') && (!onlyUsed || counted.some((counts) => counts.has(arn))),
  );
  // A policy of AWS's and one of the account's may have the same name.
  const { items, rest } = page(policies, ({ name, arn }) => `${keyOf(name)} ${arn}`, input);
  return { Policies: items.map((policy) => listedPolicy(policy, usage)), ...rest };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export function deletePolicy(input: iam.DeletePolicyRequest, context: Context): void {
  const policy = findOwnPolicy(context, input.PolicyArn);
  const { attachments, boundaries } = usageOf(context.account);
  if (attachments.has(policy.arn) || boundaries.has(policy.arn)) {
    throw new Refusal('DeleteConflict', 'Cannot delete a policy attached to entities.');
  }
  if (policy.versions.length > 1) {
    throw new Refusal(
      'DeleteConflict',
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  context.account.policies.delete(keyOf(policy.name));
}

export function tagPolicy(input: iam.TagPolicyRequest, context: Context): void {
  addTags(findOwnPolicy(context, input.PolicyArn).tags, input.Tags);
}

export function untagPolicy(input: iam.UntagPolicyRequest, context: Context): void {
  removeTags(findOwnPolicy(context, input.PolicyArn).tags, input.TagKeys);
}

export function listPolicyTags(
  input: iam.ListPolicyTagsRequest,
  context: Context,
): iam.ListPolicyTagsResponse {
  return listTags(findPolicy(context, input.PolicyArn).tags, input);
}

/** A policy as lists show it, without description and tags. */
export function listedPolicy(policy: ManagedPolicy, { attachments, boundaries }: Usage): iam.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: attachments.get(policy.arn) ?? 0,
    PermissionsBoundaryUsageCount: boundaries.get(policy.arn) ?? 0,
    IsAttachable: true,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}
