import { CreateLoginProfileCommand } from '@aws-sdk/client-iam';
import { awsErrorName, LeastwiseError, type Secret } from '@leastwise/core';
import type { PlannedCall } from '../planned-call.ts';
import { readAccountFace } from '../read/settings.ts';
import { firstPassword } from './first-password.ts';
import type { Run } from './run.ts';

/**
 * How to give a user a first password: one that the account's policy takes, into the secret first, so that it is never lost.
 * Every attempt has the same one, because one that seemed lost may still arrive. It is in no event, no log and no plan.
 */
export function loginCreation(
  { input }: PlannedCall<'CreateLoginProfile'>,
  run: Run,
  waitFor: readonly string[],
): () => Promise<void> {
  const { SecretId, ...rest } = input;
  let password: Secret | undefined;
  return async () => {
    password ??= await passwordFor(run);
    await store(SecretId, password, run);
    const command = new CreateLoginProfileCommand({ ...rest, Password: password.reveal() });
    await run.caller.create(run.iam, command, { waitFor, secrets: [password] });
  };
}

async function passwordFor(run: Run): Promise<Secret> {
  const policy = await readAccountFace(run, 'password-policy');
  return firstPassword(typeof policy === 'object' ? policy : null, run.randomBytes);
}

/** Into the secret of that ARN or name; a name under which there is none is made one. */
async function store(SecretId: string, password: Secret, run: Run): Promise<void> {
  const { caller, secretsManager } = run;
  if (secretsManager === undefined)
    throw new LeastwiseError({
      code: 'CLIENT_MISSING',
      what: 'the plan gives a user a first password, and there is no client to store it with',
      path: SecretId,
      hint: 'pass `secretsManager: new SecretsManagerClient()`',
    });
  // Loaded only by those who give its client: it need not be installed otherwise.
  const { CreateSecretCommand, PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const SecretString = password.reveal();
  try {
    await caller.create(secretsManager, new PutSecretValueCommand({ SecretId, SecretString }), {
      secrets: [password],
    });
  } catch (error) {
    const absent = awsErrorName(error) === 'ResourceNotFound';
    if (!absent || SecretId.startsWith('arn:')) throw error;
    await caller.create(secretsManager, new CreateSecretCommand({ Name: SecretId, SecretString }), {
      secrets: [password],
    });
  }
}
