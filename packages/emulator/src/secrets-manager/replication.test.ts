import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  SecretsManagerClient,
  StopReplicationToReplicaCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { manualClock } from '../../test/ways.ts';
import { createAws } from '../index.ts';

const replicate = new ReplicateSecretToRegionsCommand({
  SecretId: 'db',
  AddReplicaRegions: [{ Region: 'eu-west-1' }],
});

async function regions(replicationDelay = 0): Promise<{
  here: SecretsManagerClient;
  there: SecretsManagerClient;
  advance: (milliseconds: number) => void;
}> {
  const clock = manualClock();
  const cloud = createAws({ clock, replicationDelay });
  const config = { ...cloud.rootClientConfig(), maxAttempts: 1 };
  const here = new SecretsManagerClient(config);
  await here.send(new CreateSecretCommand({ Name: 'db', SecretString: 'one' }));
  return {
    here,
    there: new SecretsManagerClient({ ...config, region: 'eu-west-1' }),
    advance: (by) => clock.advance(by),
  };
}

const read = new GetSecretValueCommand({ SecretId: 'db' });

test('a copy is read in its region and changed in none but the first', async () => {
  const { here, there } = await regions();
  await expect(there.send(read)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const { ReplicationStatus } = await here.send(replicate);
  expect(ReplicationStatus).toMatchObject([{ Region: 'eu-west-1', Status: 'InSync' }]);
  await here.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'two' }));
  expect(await there.send(read)).toMatchObject({
    SecretString: 'two',
    ARN: expect.stringMatching(/^arn:aws:secretsmanager:eu-west-1:/),
  });
  expect((await there.send(new ListSecretsCommand({}))).SecretList).toMatchObject([
    { Name: 'db', PrimaryRegion: 'us-east-1' },
  ]);
  await expect(
    there.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'x' })),
  ).rejects.toMatchObject({ name: 'InvalidRequestException', message: /replica secret/ });
  await expect(here.send(new DeleteSecretCommand({ SecretId: 'db' }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('[eu-west-1]'),
  });
  await here.send(
    new RemoveRegionsFromReplicationCommand({ SecretId: 'db', RemoveReplicaRegions: ['eu-west-1'] }),
  );
  await expect(there.send(read)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await here.send(new DeleteSecretCommand({ SecretId: 'db' }));
});

test('copying takes its time, and again after each change', async () => {
  const { here, there, advance } = await regions(5000);
  const status = async (): Promise<unknown> =>
    (await here.send(new DescribeSecretCommand({ SecretId: 'db' }))).ReplicationStatus?.[0]?.Status;
  await here.send(replicate);
  expect(await status()).toBe('InProgress');
  await expect(there.send(read)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  advance(5000);
  expect(await status()).toBe('InSync');
  expect(await there.send(read)).toMatchObject({ SecretString: 'one' });
  await here.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'two' }));
  expect(await status()).toBe('InProgress');
});

test('a region that has a secret of the name keeps it, unless it may be overwritten', async () => {
  const { here, there } = await regions();
  await there.send(new CreateSecretCommand({ Name: 'db', SecretString: 'own' }));
  expect((await here.send(replicate)).ReplicationStatus).toMatchObject([
    {
      Status: 'Failed',
      StatusMessage: 'Replication failed: Secret name db already exists in region eu-west-1.',
    },
  ]);
  expect(await there.send(read)).toMatchObject({ SecretString: 'own' });
  await here.send(
    new ReplicateSecretToRegionsCommand({ ...replicate.input, ForceOverwriteReplicaSecret: true }),
  );
  expect(await there.send(read)).toMatchObject({ SecretString: 'one' });
});

test('a copy that is cut off lives on by itself', async () => {
  const { here, there } = await regions();
  await here.send(replicate);
  await there.send(new StopReplicationToReplicaCommand({ SecretId: 'db' }));
  await here.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'two' }));
  expect(await there.send(read)).toMatchObject({ SecretString: 'one' });
  await there.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: 'three' }));
  expect(await here.send(read)).toMatchObject({ SecretString: 'two' });
});

const ANYONE =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}';

test('a policy of a secret is checked, kept and given back, and a public one can be refused', async () => {
  const { here } = await regions();
  const put = (ResourcePolicy: string, BlockPublicPolicy = false): Promise<unknown> =>
    here.send(new PutResourcePolicyCommand({ SecretId: 'db', ResourcePolicy, BlockPublicPolicy }));
  await expect(put('{}')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  await expect(put(ANYONE, true)).rejects.toMatchObject({ name: 'PublicPolicyException' });
  await put(ANYONE);
  expect(await here.send(new GetResourcePolicyCommand({ SecretId: 'db' }))).toMatchObject({
    ResourcePolicy: ANYONE,
  });
  expect(await here.send(new ValidateResourcePolicyCommand({ ResourcePolicy: ANYONE }))).toMatchObject({
    PolicyValidationPassed: false,
    ValidationErrors: [{ CheckName: 'PublicPolicyException' }],
  });
});

test('a batch gives the values that there are and says of each other why not', async () => {
  const { here } = await regions();
  const answer = await here.send(new BatchGetSecretValueCommand({ SecretIdList: ['db', 'absent'] }));
  expect(answer).toMatchObject({
    SecretValues: [{ Name: 'db', SecretString: 'one' }],
    Errors: [{ SecretId: 'absent', ErrorCode: 'ResourceNotFoundException' }],
  });
  await expect(here.send(new BatchGetSecretValueCommand({}))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
