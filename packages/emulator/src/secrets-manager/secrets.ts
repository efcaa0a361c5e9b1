import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import { findSecret, findWritableSecret, ownSecretWith, secretsHere, secretWith, touched } from './find.ts';
import { primaryRegion } from './replicas.ts';
import { addReplicas, replicationStatus } from './replication.ts';
import { nextRotation } from './rotation-rules.ts';
import { checkedToken, CURRENT, holdsSame, holdsValue, putVersion } from './versions.ts';

const DAY = 24 * 60 * 60 * 1000;

// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
const RECOVERY_DAYS = 30;
const FEWEST_RECOVERY_DAYS = 7;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export function createSecret(input: sm.CreateSecretRequest, context: Context): sm.CreateSecretResponse {
  const secrets = secretsHere(context);
  const { Name: name } = input;
  const taken = secrets.get(name);
  if (taken) return repeatOrRefuse(taken, input);
  const token = checkedToken(input);
  const secret: StoredSecret = {
    name,
    arn: `arn:aws:secretsmanager:${context.region}:${context.account.id}:secret:${name}-${context.ids.secretSuffix()}`,
    created: context.now,
    changed: context.now,
    accessed: undefined,
    description: input.Description,
    kmsKeyId: input.KmsKeyId,
    type: input.Type,
    tags: new Map(input.Tags?.map(({ Key = '', Value = '' }) => [Key, Value])),
    policy: undefined,
    rotation: undefined,
    replicas: new Map(),
    primaryRegion: undefined,
    deletes: undefined,
    versions: new Map(),
  };
  if (holdsValue(input)) putVersion(secret, input, [CURRENT], context.now);
  addReplicas(secret, input.AddReplicaRegions ?? [], input.ForceOverwriteReplicaSecret === true, context);
  secrets.set(name, secret);
  return {
    ARN: secret.arn,
    Name: name,
    VersionId: holdsValue(input) ? token : undefined,
    ReplicationStatus: replicationStatus(secret, context),
  };
}

/** A CreateSecret that is sent again is answered again; any other that finds the name taken is refused. */
function repeatOrRefuse(secret: StoredSecret, input: sm.CreateSecretRequest): sm.CreateSecretResponse {
  const { name, arn, deletes, versions } = secret;
  if (deletes) {
    throw new Refusal(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const version = versions.get(input.ClientRequestToken ?? '');
  if (version && holdsSame(version, input)) {
    return { ARN: arn, Name: name, VersionId: version.id };
  }
  throw new Refusal(
    'ResourceExistsException',
    `The operation failed because the secret ${name} already exists.`,
  );
}

export function describeSecret(input: sm.DescribeSecretRequest, context: Context): sm.DescribeSecretResponse {
  const secret = findSecret(context, input.SecretId);
  const labelled = [...secret.versions.values()].filter(({ stages }) => stages.length > 0);
  return {
    ...secretOutput(secret),
    ReplicationStatus: replicationStatus(secret, context),
    VersionIdsToStages: Object.fromEntries(labelled.map(({ id, stages }) => [id, [...stages]])),
  };
}

/** What describing and listing have in common. */
export function secretOutput(secret: StoredSecret): sm.DescribeSecretResponse & sm.SecretListEntry {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Type: secret.type,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    LastChangedDate: secret.changed,
    // AWS tells the day, not the time.
    LastAccessedDate: secret.accessed === undefined ? undefined : secret.accessed - (secret.accessed % DAY),
    DeletedDate: secret.deletes?.requested,
    Tags: secret.tags.size === 0 ? undefined : Array.from(secret.tags, ([Key, Value]) => ({ Key, Value })),
    CreatedDate: secret.created,
    RotationEnabled: secret.rotation?.enabled,
    RotationLambdaARN: secret.rotation?.functionArn,
    RotationRules: secret.rotation?.rules,
    LastRotatedDate: secret.rotation?.lastRotated,
    NextRotationDate: nextRotation(secret),
    PrimaryRegion: primaryRegion(secret),
  };
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html */
export function updateSecret(input: sm.UpdateSecretRequest, context: Context): sm.UpdateSecretResponse {
  const secret = findWritableSecret(context, input.SecretId);
  const version = holdsValue(input) ? putVersion(secret, input, [CURRENT], context.now) : undefined;
  secret.description = input.Description ?? secret.description;
  secret.kmsKeyId = input.KmsKeyId ?? secret.kmsKeyId;
  secret.type = input.Type ?? secret.type;
  secret.changed = context.now;
  return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
}

/**
 * A secret stays, unusable, until its day of deletion, unless the request forgoes that; then it is no mistake either if there is
 * no such secret.
 */
export function deleteSecret(input: sm.DeleteSecretRequest, context: Context): sm.DeleteSecretResponse {
  const { SecretId: id, ForceDeleteWithoutRecovery: force = false } = input;
  const days = checkedDays(input);
  refuseReplicated(secretWith(context, id));
  if (force) return deleteNow(id, context);
  const secret = findWritableSecret(context, id);
  const at = context.now + days * DAY;
  secret.deletes = { at, requested: context.now };
  return { ARN: secret.arn, Name: secret.name, DeletionDate: at };
}

function refuseReplicated(secret: StoredSecret | undefined): void {
  if (secret === undefined || secret.replicas.size === 0) return;
  throw new Refusal(
    'InvalidParameterException',
    `You can't delete secret ${secret.name} that still has replica regions [${[...secret.replicas.keys()].join(', ')}]`,
  );
}

function checkedDays({
  ForceDeleteWithoutRecovery: force,
  RecoveryWindowInDays: days,
}: sm.DeleteSecretRequest): number {
  if (force === true && days !== undefined) {
    throw new Refusal(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days !== undefined && (days < FEWEST_RECOVERY_DAYS || days > RECOVERY_DAYS)) {
    throw new Refusal(
      'InvalidParameterException',
      `The RecoveryWindowInDays value must be between ${FEWEST_RECOVERY_DAYS} and ${RECOVERY_DAYS} days (inclusive).`,
    );
  }
  return days ?? RECOVERY_DAYS;
}

function deleteNow(id: string, context: Context): sm.DeleteSecretResponse {
  const secret = ownSecretWith(context, id);
  if (secret) secretsHere(context).delete(secret.name);
  return { ARN: secret?.arn, Name: secret?.name ?? id, DeletionDate: context.now };
}

/** Restoring what is not about to be deleted changes nothing. */
export function restoreSecret(input: sm.RestoreSecretRequest, context: Context): sm.RestoreSecretResponse {
  const secret = touched(findSecret(context, input.SecretId), context);
  secret.deletes = undefined;
  return { ARN: secret.arn, Name: secret.name };
}
