import { size } from '@leastwise/policy';
import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { ManagedPolicy, PolicyVersion } from '../state.ts';
import { checkDocument, encodeDocument } from './documents.ts';
import { findOwnPolicy, findPolicy, missing } from './entities.ts';
import { page } from './page.ts';
import { QUOTAS } from './quotas.ts';

/** A managed policy's document, if it is one and not too large. */
export function checkedPolicy(document: string): string {
  checkDocument(document, 'identity');
  const { left, limit } = size(document, 'managed');
  if (left < 0) throw new Refusal('LimitExceeded', `Cannot exceed quota for PolicySize: ${limit}`);
  return document;
}

export function createPolicyVersion(
  input: iam.CreatePolicyVersionRequest,
  context: Context,
): iam.CreatePolicyVersionResponse {
  const policy = findOwnPolicy(context, input.PolicyArn);
  const document = checkedPolicy(input.PolicyDocument);
  if (policy.versions.length >= QUOTAS.versionsPerPolicy) {
    throw new Refusal(
      'LimitExceeded',
      `A managed policy can have up to ${QUOTAS.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  policy.lastVersion += 1;
  const version: PolicyVersion = { id: `v${policy.lastVersion}`, document, created: context.now };
  policy.versions.push(version);
  policy.updated = context.now;
  if (input.SetAsDefault === true) policy.defaultVersion = version.id;
  return { PolicyVersion: listedVersion(policy, version) };
}

export function getPolicyVersion(
  input: iam.GetPolicyVersionRequest,
  context: Context,
): iam.GetPolicyVersionResponse {
  const policy = findPolicy(context, input.PolicyArn);
  return { PolicyVersion: versionOutput(policy, findVersion(policy, input.VersionId)) };
}

/** Newest first. */
export function listPolicyVersions(
  input: iam.ListPolicyVersionsRequest,
  context: Context,
): iam.ListPolicyVersionsResponse {
  const policy = findPolicy(context, input.PolicyArn);
  const newestFirst = ({ id }: PolicyVersion): string => String(1e9 - Number(id.slice(1)));
  const { items, rest } = page(policy.versions, newestFirst, input);
  return { Versions: items.map((version) => listedVersion(policy, version)), ...rest };
}

export function setDefaultPolicyVersion(input: iam.SetDefaultPolicyVersionRequest, context: Context): void {
  const policy = findOwnPolicy(context, input.PolicyArn);
  policy.defaultVersion = findVersion(policy, input.VersionId).id;
  policy.updated = context.now;
}

export function deletePolicyVersion(input: iam.DeletePolicyVersionRequest, context: Context): void {
  const policy = findOwnPolicy(context, input.PolicyArn);
  const version = findVersion(policy, input.VersionId);
  if (version.id === policy.defaultVersion) {
    throw new Refusal('DeleteConflict', 'Cannot delete the default version of a policy.');
  }
  policy.versions.splice(policy.versions.indexOf(version), 1);
  policy.updated = context.now;
}

function findVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  return (
    policy.versions.find((version) => version.id === id) ??
    missing(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`)
  );
}

/** A version as lists show it, without its document. */
function listedVersion(policy: ManagedPolicy, { id, created }: PolicyVersion): iam.PolicyVersion {
  return { VersionId: id, IsDefaultVersion: id === policy.defaultVersion, CreateDate: created };
}

export function versionOutput(policy: ManagedPolicy, version: PolicyVersion): iam.PolicyVersion {
  return { Document: encodeDocument(version.document), ...listedVersion(policy, version) };
}
