import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import { findLiveSecret, findWritableSecret, secretsHere } from './find.ts';
import { regionOf, replicaArn, statusOf } from './replicas.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html */
export function replicateSecretToRegions(
  input: sm.ReplicateSecretToRegionsRequest,
  context: Context,
): sm.ReplicateSecretToRegionsResponse {
  const secret = findWritableSecret(context, input.SecretId);
  addReplicas(secret, input.AddReplicaRegions, input.ForceOverwriteReplicaSecret === true, context);
  return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret, context) };
}

/** Copies a secret to regions. One that has a secret of the name keeps it, unless it may be overwritten. */
export function addReplicas(
  secret: StoredSecret,
  regions: readonly sm.ReplicaRegionType[],
  overwrite: boolean,
  context: Context,
): void {
  for (const { Region: region = '' } of regions) {
    if (region === regionOf(secret)) invalid('Invalid replica region.');
    if (!/^[a-z]+(-[a-z]+)+-\d$/.test(region)) invalid(`Invalid replica region ${region}.`);
  }
  for (const { Region: region = '', KmsKeyId: kmsKeyId } of regions) {
    if (secret.replicas.get(region)?.failure === undefined && secret.replicas.has(region)) continue;
    const there = secretsHere({ ...context, region });
    const taken = there.has(secret.name) && !overwrite;
    if (overwrite) there.delete(secret.name);
    secret.replicas.set(region, {
      kmsKeyId,
      added: context.now,
      failure: taken
        ? `Replication failed: Secret name ${secret.name} already exists in region ${region}.`
        : undefined,
    });
  }
}

export function removeRegionsFromReplication(
  input: sm.RemoveRegionsFromReplicationRequest,
  context: Context,
): sm.RemoveRegionsFromReplicationResponse {
  const secret = findWritableSecret(context, input.SecretId);
  for (const region of input.RemoveReplicaRegions) {
    if (!secret.replicas.has(region)) invalid(`The secret isn't replicated to region ${region}.`);
  }
  for (const region of input.RemoveReplicaRegions) secret.replicas.delete(region);
  return { ARN: secret.arn, ReplicationStatus: replicationStatus(secret, context) ?? [] };
}

/** Asked in the region of the copy, which becomes a secret of its own. */
export function stopReplicationToReplica(
  input: sm.StopReplicationToReplicaRequest,
  context: Context,
): sm.StopReplicationToReplicaResponse {
  const copy = findLiveSecret(context, input.SecretId);
  if (copy.primaryRegion === undefined) {
    throw new Refusal(
      'InvalidRequestException',
      "You can't stop replication of a secret that isn't a replica.",
    );
  }
  const primary = context.account.secrets.get(copy.primaryRegion)?.get(copy.name);
  primary?.replicas.delete(context.region);
  const versions = new Map(
    Array.from(copy.versions, ([id, version]) => [id, { ...version, stages: [...version.stages] }]),
  );
  const arn = replicaArn(copy, context.region);
  secretsHere(context).set(copy.name, {
    ...copy,
    arn,
    versions,
    tags: new Map(copy.tags),
    rotation: undefined,
    primaryRegion: undefined,
  });
  return { ARN: arn };
}

/** Absent for a secret without copies. */
export function replicationStatus(
  secret: StoredSecret,
  context: Context,
): readonly sm.ReplicationStatusType[] | undefined {
  if (secret.replicas.size === 0) return undefined;
  return Array.from(secret.replicas, ([Region, replica]) => {
    const Status = statusOf(replica, secret, context);
    return {
      Region,
      KmsKeyId: replica.kmsKeyId ?? 'alias/aws/secretsmanager',
      Status,
      StatusMessage: replica.failure ?? (Status === 'InSync' ? 'Replication succeeded' : undefined),
    };
  });
}

function invalid(message: string): never {
  throw new Refusal('InvalidParameterException', message);
}
