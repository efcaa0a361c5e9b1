import type { Operations } from '../../generated/secrets-manager.js';
import { requestTags, type Row, type Rows, tagKeys } from '../authorization/row.ts';
import { secret, secretArn } from './targets.ts';

const onSecret: Row<{ readonly SecretId: string }> = ({ SecretId }, context) => ({
  on: secret(context, SecretId),
});
const onEverything: Row<unknown> = () => ({});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsManagerRows: Rows<Operations> = {
  // What each secret needs is asked for when it is read: secrets-manager/batch-get.ts.
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_batch.html
  BatchGetSecretValue: ({ Filters }) => [
    {},
    ...(Filters === undefined ? [] : [{ action: 'secretsmanager:ListSecrets' }]),
  ],
  CancelRotateSecret: onSecret,
  CreateSecret: ({ Name, Description, KmsKeyId, Type, Tags }, context) => [
    {
      on: { arn: secretArn(context, Name) },
      keys: {
        ...requestTags(Tags),
        'secretsmanager:Name': Name,
        'secretsmanager:Description': Description,
        'secretsmanager:KmsKeyId': KmsKeyId,
        'secretsmanager:Type': Type,
      },
    },
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    ...(Tags === undefined || Tags.length === 0
      ? []
      : [
          {
            action: 'secretsmanager:TagResource',
            on: { arn: secretArn(context, Name) },
            keys: requestTags(Tags),
          },
        ]),
  ],
  DeleteResourcePolicy: onSecret,
  DeleteSecret: ({ SecretId, ForceDeleteWithoutRecovery, RecoveryWindowInDays }, context) => ({
    on: secret(context, SecretId),
    keys: {
      'secretsmanager:ForceDeleteWithoutRecovery': ForceDeleteWithoutRecovery,
      'secretsmanager:RecoveryWindowInDays': RecoveryWindowInDays,
    },
  }),
  DescribeSecret: onSecret,
  GetRandomPassword: onEverything,
  GetResourcePolicy: onSecret,
  GetSecretValue: ({ SecretId, VersionId, VersionStage }, context) => ({
    on: secret(context, SecretId),
    keys: {
      'secretsmanager:VersionId': VersionId,
      // A request that names neither asks for the current version.
      'secretsmanager:VersionStage': VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined),
    },
  }),
  ListSecretVersionIds: onSecret,
  ListSecrets: onEverything,
  PutResourcePolicy: ({ SecretId, BlockPublicPolicy }, context) => ({
    on: secret(context, SecretId),
    keys: { 'secretsmanager:BlockPublicPolicy': BlockPublicPolicy },
  }),
  PutSecretValue: onSecret,
  RemoveRegionsFromReplication: onSecret,
  ReplicateSecretToRegions: ({ SecretId, AddReplicaRegions, ForceOverwriteReplicaSecret }, context) => ({
    on: secret(context, SecretId),
    keys: {
      'secretsmanager:AddReplicaRegions': AddReplicaRegions.map(({ Region = '' }) => Region),
      'secretsmanager:ForceOverwriteReplicaSecret': ForceOverwriteReplicaSecret,
    },
  }),
  RestoreSecret: onSecret,
  RotateSecret: ({ SecretId, RotationLambdaARN, RotationRules, RotateImmediately = true }, context) => ({
    on: secret(context, SecretId),
    keys: {
      'secretsmanager:RotationLambdaARN': RotationLambdaARN,
      'secretsmanager:ModifyRotationRules': RotationRules !== undefined,
      'secretsmanager:RotateImmediately': RotateImmediately,
    },
  }),
  StopReplicationToReplica: onSecret,
  TagResource: ({ SecretId, Tags }, context) => ({
    on: secret(context, SecretId),
    keys: requestTags(Tags),
  }),
  UntagResource: ({ SecretId, TagKeys }, context) => ({
    on: secret(context, SecretId),
    keys: tagKeys(TagKeys),
  }),
  UpdateSecret: ({ SecretId, Description, KmsKeyId, Type }, context) => ({
    on: secret(context, SecretId),
    keys: {
      'secretsmanager:Description': Description,
      'secretsmanager:KmsKeyId': KmsKeyId,
      'secretsmanager:Type': Type,
    },
  }),
  UpdateSecretVersionStage: ({ SecretId, VersionStage }, context) => ({
    on: secret(context, SecretId),
    keys: { 'secretsmanager:VersionStage': VersionStage },
  }),
  ValidateResourcePolicy: ({ SecretId }, context) =>
    SecretId === undefined ? {} : { on: secret(context, SecretId) },
};
