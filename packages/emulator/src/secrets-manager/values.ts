import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { SecretVersion, StoredSecret } from '../state.ts';
import { page } from './page.ts';
import { findLiveSecret, findSecret, findWritableSecret } from './find.ts';
import { CURRENT, holdsValue, moveStage, putVersion, versionAt } from './versions.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export function getSecretValue(input: sm.GetSecretValueRequest, context: Context): sm.GetSecretValueResponse {
  const secret = findLiveSecret(context, input.SecretId);
  const version = wantedVersion(secret, input);
  secret.accessed = context.now;
  version.accessed = context.now;
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.text,
    SecretBinary: version.binary,
    VersionStages: [...version.stages],
    CreatedDate: version.created,
  };
}

/** Without id and label the current version; with both, they must mean the same one. */
function wantedVersion(
  secret: StoredSecret,
  { VersionId: id, VersionStage: stage }: Pick<sm.GetSecretValueRequest, 'VersionId' | 'VersionStage'>,
): SecretVersion {
  const version = id === undefined ? versionAt(secret, stage ?? CURRENT) : secret.versions.get(id);
  if (!version || (version.text === undefined && version.binary === undefined)) {
    const sought = id === undefined ? `staging label: ${stage ?? CURRENT}` : `VersionId: ${id}`;
    throw new Refusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${sought}`,
    );
  }
  if (id !== undefined && stage !== undefined && !version.stages.includes(stage)) {
    throw new Refusal(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  }
  return version;
}

/**
 * The first version of a secret becomes the current one whatever labels the request asks for.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
export function putSecretValue(input: sm.PutSecretValueRequest, context: Context): sm.PutSecretValueResponse {
  const secret = findWritableSecret(context, input.SecretId);
  if (!holdsValue(input)) {
    throw new Refusal('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
  }
  const wanted = input.VersionStages ?? [CURRENT];
  const stages = secret.versions.size === 0 ? [...new Set([...wanted, CURRENT])] : wanted;
  const version = putVersion(secret, input, stages, context.now);
  return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
}

/**
 * Moves a label by compare-and-swap: the request must name the version that has it, if one has.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export function updateSecretVersionStage(
  input: sm.UpdateSecretVersionStageRequest,
  context: Context,
): sm.UpdateSecretVersionStageResponse {
  const secret = findWritableSecret(context, input.SecretId);
  const { VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to } = input;
  const holder = versionAt(secret, stage);
  const target = to === undefined ? undefined : findVersion(secret, to);
  if (from !== undefined && findVersion(secret, from) !== holder) {
    throw new Refusal(
      'InvalidParameterException',
      `The staging label ${stage} isn't currently attached to version ${from}.`,
    );
  }
  if (from === undefined && holder && holder !== target) {
    throw new Refusal(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  if (stage === CURRENT && !target) {
    throw new Refusal(
      'InvalidParameterException',
      `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
    );
  }
  moveStage(secret, stage, target);
  secret.changed = context.now;
  return { ARN: secret.arn, Name: secret.name };
}

function findVersion({ versions }: StoredSecret, id: string): SecretVersion {
  const version = versions.get(id);
  if (version) return version;
  throw new Refusal(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for VersionId: ${id}`,
  );
}

/** Versions without labels are shown only to those who ask for them. */
export function listSecretVersionIds(
  input: sm.ListSecretVersionIdsRequest,
  context: Context,
): sm.ListSecretVersionIdsResponse {
  const secret = findSecret(context, input.SecretId);
  const shown = [...secret.versions.values()].filter(
    ({ stages }) => input.IncludeDeprecated === true || stages.length > 0,
  );
  const { items, rest } = page(shown, input);
  return {
    Versions: items.map(({ id, stages, created, accessed }) => ({
      VersionId: id,
      VersionStages: stages.length === 0 ? undefined : [...stages],
      CreatedDate: created,
      LastAccessedDate: accessed,
    })),
    ...rest,
    ARN: secret.arn,
    Name: secret.name,
  };
}
