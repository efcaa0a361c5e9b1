import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { StoredSecret } from '../state.ts';
import { secretsHere } from './find.ts';
import { addVersion, CURRENT, moveStage } from './versions.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
export function createSecret(input: sm.CreateSecretRequest, context: Context): sm.CreateSecretResponse {
  const secrets = secretsHere(context);
  const { Name: name } = input;
  if (secrets.has(name)) {
    throw new Refusal(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
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
    deletes: undefined,
    versions: new Map(),
  };
  secrets.set(name, secret);
  const holdsValue = input.SecretString !== undefined || input.SecretBinary !== undefined;
  const version = holdsValue ? addVersion(secret, input, context) : undefined;
  if (version) moveStage(secret, CURRENT, version);
  return { ARN: secret.arn, Name: name, VersionId: version?.id };
}
