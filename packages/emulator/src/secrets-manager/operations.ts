import type { Operations } from '../../generated/secrets-manager.js';
import type { Handlers } from '../context.ts';
import { listSecrets } from './list-secrets.ts';
import { getRandomPassword } from './random-password.ts';
import { createSecret, deleteSecret, describeSecret, restoreSecret, updateSecret } from './secrets.ts';
import { tagResource, untagResource } from './tags.ts';
import { getSecretValue, listSecretVersionIds, putSecretValue, updateSecretVersionStage } from './values.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const secretsManagerOperations: Handlers<Operations> = {
  CreateSecret: createSecret,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutSecretValue: putSecretValue,
  RestoreSecret: restoreSecret,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
};
