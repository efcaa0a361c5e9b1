import * as sdk from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { describeEachWay, START } from '../../test/ways.ts';

const DAY = 24 * 60 * 60 * 1000;
const TOKEN = 'a'.repeat(32);

describeEachWay('secrets', (setUp) => {
  test('are found by name, by ARN, and by ARN without its end', async () => {
    const { secretsManager } = await setUp();
    const { ARN = '', VersionId } = await secretsManager.send(
      new sdk.CreateSecretCommand({
        Name: 'ml/a-b',
        SecretString: 'x',
        Description: 'd',
        Tags: [{ Key: 'k', Value: 'v' }],
      }),
    );
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:ml\/a-b-[A-Za-z]{6}$/);
    for (const SecretId of ['ml/a-b', ARN, ARN.slice(0, -7)]) {
      const { $metadata: _, ...described } = await secretsManager.send(
        new sdk.DescribeSecretCommand({ SecretId }),
      );
      expect(described).toEqual({
        ARN,
        Name: 'ml/a-b',
        Description: 'd',
        Tags: [{ Key: 'k', Value: 'v' }],
        CreatedDate: new Date(START),
        LastChangedDate: new Date(START),
        VersionIdsToStages: { [VersionId ?? '']: ['AWSCURRENT'] },
      });
    }
    for (const SecretId of ['ml/A-b', `${ARN}x`, ARN.replace('us-east-1', 'eu-west-1')]) {
      await expect(secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: "Secrets Manager can't find the specified secret.",
        $metadata: { httpStatusCode: 400 },
      });
    }
  });

  test('are created once for a token, and once for a name', async () => {
    const { secretsManager } = await setUp();
    const input = { Name: 's', SecretBinary: new Uint8Array([1, 2, 255]), ClientRequestToken: TOKEN };
    const first = await secretsManager.send(new sdk.CreateSecretCommand(input));
    const again = await secretsManager.send(new sdk.CreateSecretCommand(input));
    expect([again.ARN, again.VersionId]).toEqual([first.ARN, TOKEN]);
    await expect(
      secretsManager.send(new sdk.CreateSecretCommand({ ...input, SecretBinary: new Uint8Array([1, 2, 3]) })),
    ).rejects.toThrow('The operation failed because the secret s already exists.');
    const { SecretBinary } = await secretsManager.send(new sdk.GetSecretValueCommand({ SecretId: 's' }));
    expect(Array.from(SecretBinary ?? [])).toEqual([1, 2, 255]);
  });

  test('are refused with two values, and nothing is left behind', async () => {
    const { secretsManager } = await setUp();
    const input = { Name: 's', SecretString: 'x', SecretBinary: new Uint8Array([1]) };
    await expect(secretsManager.send(new sdk.CreateSecretCommand(input))).rejects.toThrow(
      sdk.InvalidParameterException,
    );
    expect((await secretsManager.send(new sdk.ListSecretsCommand({}))).SecretList).toEqual([]);
  });

  test('a value that is too long is not quoted in the refusal', async () => {
    const { secretsManager } = await setUp();
    const SecretString = 'topsecret'.repeat(10_000);
    const error: unknown = await secretsManager
      .send(new sdk.CreateSecretCommand({ Name: 's', SecretString }))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
    });
  });

  test('may be empty until a value is put, whose version is current at once', async () => {
    const { secretsManager } = await setUp();
    const SecretId = 's';
    const { VersionId } = await secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId }));
    expect(VersionId).toBeUndefined();
    await expect(secretsManager.send(new sdk.GetSecretValueCommand({ SecretId }))).rejects.toThrow(
      "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    const { VersionStages } = await secretsManager.send(
      new sdk.PutSecretValueCommand({ SecretId, SecretString: 'x', VersionStages: ['MINE'] }),
    );
    expect(VersionStages).toEqual(['MINE', 'AWSCURRENT']);
  });

  test('change their description without a new version, and their value with one', async () => {
    const { secretsManager, clock } = await setUp();
    const SecretId = 's';
    await secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: '1' }));
    clock.advance(1234);
    const described = await secretsManager.send(new sdk.UpdateSecretCommand({ SecretId, Description: 'd' }));
    expect(described.VersionId).toBeUndefined();
    const { VersionId } = await secretsManager.send(
      new sdk.UpdateSecretCommand({ SecretId, SecretString: '2' }),
    );
    expect(await secretsManager.send(new sdk.GetSecretValueCommand({ SecretId }))).toMatchObject({
      SecretString: '2',
      VersionId,
      CreatedDate: new Date(START + 1234),
    });
    const previous = new sdk.GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' });
    expect((await secretsManager.send(previous)).SecretString).toBe('1');
    expect(await secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }))).toMatchObject({
      Description: 'd',
      LastChangedDate: new Date(START + 1234),
      LastAccessedDate: new Date('2026-01-02T00:00:00Z'),
    });
  });

  test('are kept unusable for thirty days, can be restored, and are gone then', async () => {
    const { secretsManager, clock } = await setUp();
    const SecretId = 's';
    await secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: 'x' }));
    const remove = (): Promise<sdk.DeleteSecretCommandOutput> =>
      secretsManager.send(new sdk.DeleteSecretCommand({ SecretId }));
    expect((await remove()).DeletionDate).toEqual(new Date(START + 30 * DAY));
    const refused = "You can't perform this operation on the secret because it was marked for deletion.";
    await expect(secretsManager.send(new sdk.GetSecretValueCommand({ SecretId }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: refused,
    });
    await expect(
      secretsManager.send(new sdk.PutSecretValueCommand({ SecretId, SecretString: 'y' })),
    ).rejects.toThrow(refused);
    await expect(remove()).rejects.toThrow(refused);
    await expect(
      secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: 'x' })),
    ).rejects.toThrow('already scheduled for deletion');
    const { DeletedDate } = await secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }));
    expect(DeletedDate).toEqual(new Date(START));
    await secretsManager.send(new sdk.RestoreSecretCommand({ SecretId }));
    expect((await secretsManager.send(new sdk.GetSecretValueCommand({ SecretId }))).SecretString).toBe('x');
    await remove();
    clock.advance(30 * DAY);
    await expect(secretsManager.send(new sdk.RestoreSecretCommand({ SecretId }))).rejects.toThrow(
      sdk.ResourceNotFoundException,
    );
    await secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: 'x' }));
  });

  test('can be deleted on the spot, whether they are there or not', async () => {
    const { secretsManager } = await setUp();
    const SecretId = 's';
    await secretsManager.send(new sdk.CreateSecretCommand({ Name: SecretId, SecretString: 'x' }));
    const now = { SecretId, ForceDeleteWithoutRecovery: true };
    await secretsManager.send(new sdk.DeleteSecretCommand(now));
    await secretsManager.send(new sdk.DeleteSecretCommand(now));
    await expect(secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }))).rejects.toThrow(
      sdk.ResourceNotFoundException,
    );
    for (const days of [
      { ...now, RecoveryWindowInDays: 7 },
      { SecretId, RecoveryWindowInDays: 6 },
    ]) {
      await expect(secretsManager.send(new sdk.DeleteSecretCommand(days))).rejects.toThrow(
        sdk.InvalidParameterException,
      );
    }
  });

  test('carry tags, whose keys differ by case', async () => {
    const { secretsManager } = await setUp();
    const SecretId = 's';
    await secretsManager.send(
      new sdk.CreateSecretCommand({ Name: SecretId, Tags: [{ Key: 'a', Value: '1' }] }),
    );
    await secretsManager.send(new sdk.TagResourceCommand({ SecretId, Tags: [{ Key: 'A', Value: '2' }] }));
    await secretsManager.send(new sdk.UntagResourceCommand({ SecretId, TagKeys: ['a'] }));
    const { Tags } = await secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }));
    expect(Tags).toEqual([{ Key: 'A', Value: '2' }]);
    const many = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await expect(secretsManager.send(new sdk.TagResourceCommand({ SecretId, Tags: many }))).rejects.toThrow(
      sdk.LimitExceededException,
    );
  });

  test('belong to their region', async () => {
    const { cloud, secretsManager } = await setUp();
    const elsewhere = new sdk.SecretsManagerClient({ ...cloud.rootClientConfig(), region: 'eu-west-1' });
    await elsewhere.send(new sdk.CreateSecretCommand({ Name: 's', SecretString: 'x' }));
    expect((await elsewhere.send(new sdk.ListSecretsCommand({}))).SecretList?.[0]?.ARN).toMatch(
      /:eu-west-1:/,
    );
    expect((await secretsManager.send(new sdk.ListSecretsCommand({}))).SecretList).toEqual([]);
  });
});
