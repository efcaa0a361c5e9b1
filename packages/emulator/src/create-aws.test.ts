import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { createAws } from './index.ts';

describe('the real SDK clients, in-process', () => {
  const cloud = createAws();

  test('create a user', async () => {
    const iam = new IAMClient(cloud.rootClientConfig());
    const { User } = await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    expect(User?.Arn).toBe('arn:aws:iam::111122223333:user/alice');
    expect(User?.CreateDate).toBeInstanceOf(Date);
  });

  test('ask who they are', async () => {
    const sts = new STSClient(cloud.rootClientConfig());
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:iam::111122223333:root');
  });

  test('create a secret', async () => {
    const secretsManager = new SecretsManagerClient(cloud.rootClientConfig());
    const created = await secretsManager.send(new CreateSecretCommand({ Name: 'a/b', SecretString: 'x' }));
    expect(created.ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:a\/b-[A-Za-z]{6}$/);
  });
});
