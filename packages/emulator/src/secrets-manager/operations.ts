import type { Operations } from '../../generated/secrets-manager.js';
import type { Handlers } from '../context.ts';
import { batchGetSecretValue } from './batch-get.ts';
import { listSecrets } from './list-secrets.ts';
import { getRandomPassword } from './random-password.ts';
import {
  removeRegionsFromReplication,
  replicateSecretToRegions,
  stopReplicationToReplica,
} from './replication.ts';
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
  validateResourcePolicy,
} from './resource-policies.ts';
import { cancelRotateSecret, rotateSecret } from './rotation.ts';
import { createSecret, deleteSecret, describeSecret, restoreSecret, updateSecret } from './secrets.ts';
import { tagResource, untagResource } from './tags.ts';
import { getSecretValue, listSecretVersionIds, putSecretValue, updateSecretVersionStage } from './values.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const secretsManagerOperations: Handlers<Operations> = {
  BatchGetSecretValue: batchGetSecretValue,
  CancelRotateSecret: cancelRotateSecret,
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RemoveRegionsFromReplication: removeRegionsFromReplication,
  ReplicateSecretToRegions: replicateSecretToRegions,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  StopReplicationToReplica: stopReplicationToReplica,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
  ValidateResourcePolicy: validateResourcePolicy,
};
