import * as sdk from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { describeEachWay, type Setup } from '../../test/ways.ts';

const SecretId = 's';
const [V1, V2, V3] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

const put = (
  { secretsManager }: Setup,
  ClientRequestToken: string,
  input: Partial<sdk.PutSecretValueCommandInput> = {},
): Promise<sdk.PutSecretValueCommandOutput> =>
  secretsManager.send(
    new sdk.PutSecretValueCommand({ SecretId, SecretString: 'x', ClientRequestToken, ...input }),
  );

const move = (
  { secretsManager }: Setup,
  VersionStage: string,
  RemoveFromVersionId: string | undefined,
  MoveToVersionId: string | undefined,
): Promise<unknown> =>
  secretsManager.send(
    new sdk.UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId, MoveToVersionId }),
  );

async function stages({ secretsManager }: Setup): Promise<unknown> {
  return (await secretsManager.send(new sdk.DescribeSecretCommand({ SecretId }))).VersionIdsToStages;
}

describeEachWay('versions of a secret', (setUp) => {
  async function withSecret(): Promise<Setup> {
    const setup = await setUp();
    const input = { Name: SecretId, SecretString: 'one', ClientRequestToken: V1 };
    await setup.secretsManager.send(new sdk.CreateSecretCommand(input));
    return setup;
  }

  test('a new one becomes current, and the one before it previous', async () => {
    const setup = await withSecret();
    await put(setup, V2);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSPREVIOUS'], [V2]: ['AWSCURRENT'] });
    await put(setup, V3);
    expect(await stages(setup)).toEqual({ [V2]: ['AWSPREVIOUS'], [V3]: ['AWSCURRENT'] });
  });

  test('one with labels of its own leaves the current one alone', async () => {
    const setup = await withSecret();
    const { VersionStages } = await put(setup, V2, { VersionStages: ['AWSPENDING', 'MINE'] });
    expect(VersionStages).toEqual(['AWSPENDING', 'MINE']);
    await put(setup, V3, { VersionStages: ['MINE'] });
    expect(await stages(setup)).toEqual({ [V1]: ['AWSCURRENT'], [V2]: ['AWSPENDING'], [V3]: ['MINE'] });
  });

  test('a token makes one version, however often it is sent, and takes no other value', async () => {
    const setup = await withSecret();
    await put(setup, V2, { VersionStages: ['AWSPENDING'] });
    const again = await put(setup, V2, { VersionStages: ['AWSPENDING'] });
    expect([again.VersionId, again.VersionStages]).toEqual([V2, ['AWSPENDING']]);
    await expect(put(setup, V2, { SecretString: 'other' })).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: expect.stringContaining(`You can't use ClientRequestToken ${V2}`),
    });
    await expect(
      put(setup, V2, { SecretString: undefined, SecretBinary: new TextEncoder().encode('x') }),
    ).rejects.toThrow(sdk.ResourceExistsException);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSCURRENT'], [V2]: ['AWSPENDING'] });
  });

  test('needs a value', async () => {
    const setup = await withSecret();
    await expect(put(setup, V2, { SecretString: undefined })).rejects.toThrow(sdk.InvalidRequestException);
  });

  test('AWSCURRENT moves by compare-and-swap and takes AWSPREVIOUS along', async () => {
    const setup = await withSecret();
    await put(setup, V2, { VersionStages: ['AWSPENDING'] });
    await expect(move(setup, 'AWSCURRENT', undefined, V2)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${V1}, so you must explicitly reference that version in RemoveFromVersionId.`,
    });
    await expect(move(setup, 'AWSCURRENT', V2, V1)).rejects.toThrow(sdk.InvalidParameterException);
    await expect(move(setup, 'AWSCURRENT', V3, V2)).rejects.toThrow(sdk.ResourceNotFoundException);
    await expect(move(setup, 'AWSCURRENT', V1, V3)).rejects.toThrow(sdk.ResourceNotFoundException);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSCURRENT'], [V2]: ['AWSPENDING'] });
    await move(setup, 'AWSCURRENT', V1, V2);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSPREVIOUS'], [V2]: ['AWSPENDING', 'AWSCURRENT'] });
    await move(setup, 'AWSCURRENT', V2, V1);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSCURRENT'], [V2]: ['AWSPENDING', 'AWSPREVIOUS'] });
  });

  test('of two who swap at once, one wins', async () => {
    const setup = await withSecret();
    await put(setup, V2, { VersionStages: ['A'] });
    await put(setup, V3, { VersionStages: ['B'] });
    const outcomes = await Promise.allSettled([
      move(setup, 'AWSCURRENT', V1, V2),
      move(setup, 'AWSCURRENT', V1, V3),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('other labels are put on, moved and taken off; AWSCURRENT is never taken off', async () => {
    const setup = await withSecret();
    await put(setup, V2, { VersionStages: ['AWSPENDING'] });
    await move(setup, 'RETIRED_1', undefined, V1);
    await move(setup, 'RETIRED_1', V1, V2);
    await move(setup, 'AWSPENDING', V2, undefined);
    expect(await stages(setup)).toEqual({ [V1]: ['AWSCURRENT'], [V2]: ['RETIRED_1'] });
    await expect(move(setup, 'RETIRED_1', V1, undefined)).rejects.toThrow("isn't currently attached");
    await expect(move(setup, 'AWSCURRENT', V1, undefined)).rejects.toThrow("It can't be completely removed");
  });

  test('a version has twenty labels at most', async () => {
    const setup = await withSecret();
    for (let i = 1; i < 20; i++) await move(setup, `L${i}`, undefined, V1);
    await expect(move(setup, 'L20', undefined, V1)).rejects.toThrow(sdk.LimitExceededException);
  });

  test('one without labels is deprecated: listed only on request, still readable by its id', async () => {
    const setup = await withSecret();
    await put(setup, V2);
    await put(setup, V3);
    const list = async (IncludeDeprecated: boolean): Promise<unknown> => {
      const input = { SecretId, IncludeDeprecated };
      const { Versions } = await setup.secretsManager.send(new sdk.ListSecretVersionIdsCommand(input));
      return Versions?.map(({ VersionId, VersionStages }) => [VersionId, VersionStages]);
    };
    const labelled = [
      [V2, ['AWSPREVIOUS']],
      [V3, ['AWSCURRENT']],
    ];
    expect(await list(false)).toEqual(labelled);
    expect(await list(true)).toEqual([[V1, undefined], ...labelled]);
    const old = await setup.secretsManager.send(new sdk.GetSecretValueCommand({ SecretId, VersionId: V1 }));
    expect([old.SecretString, old.VersionStages]).toEqual(['one', []]);
  });

  test('an id and a label must mean the same one', async () => {
    const setup = await withSecret();
    const read = (VersionId: string, VersionStage: string): Promise<unknown> =>
      setup.secretsManager.send(new sdk.GetSecretValueCommand({ SecretId, VersionId, VersionStage }));
    await read(V1, 'AWSCURRENT');
    await expect(read(V1, 'AWSPREVIOUS')).rejects.toThrow(sdk.InvalidRequestException);
    await expect(read(V2, 'AWSCURRENT')).rejects.toThrow(sdk.ResourceNotFoundException);
  });

  test('there are a hundred at most; deprecated ones make room after a day', async () => {
    const setup = await withSecret();
    for (let i = 0; i < 99; i++) await put(setup, `${i}`.padStart(32, 'v'));
    await expect(put(setup, V2)).rejects.toThrow(sdk.LimitExceededException);
    setup.clock.advance(24 * 60 * 60 * 1000);
    await put(setup, V2);
    const input = { SecretId, IncludeDeprecated: true, MaxResults: 60 };
    const counts = [];
    for await (const page of sdk.paginateListSecretVersionIds({ client: setup.secretsManager }, input)) {
      counts.push(page.Versions?.length);
    }
    expect(counts).toEqual([60, 40]);
    const gone = new sdk.GetSecretValueCommand({ SecretId, VersionId: V1 });
    await expect(setup.secretsManager.send(gone)).rejects.toThrow(sdk.ResourceNotFoundException);
  });
});
