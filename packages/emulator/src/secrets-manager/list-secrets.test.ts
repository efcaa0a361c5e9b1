import * as sdk from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { describeEachWay, type Setup } from '../../test/ways.ts';

describeEachWay('listing secrets', (setUp) => {
  async function withSecrets(): Promise<Setup> {
    const setup = await setUp();
    for (const [Name, Description, tag] of [
      ['ml/train', 'Training data', 'red'],
      ['ml/serve', 'Serving', 'blue'],
      ['web/session', 'Training of users', 'red'],
    ] as const) {
      setup.clock.advance(1000);
      await setup.secretsManager.send(
        new sdk.CreateSecretCommand({
          Name,
          Description,
          SecretString: 'x',
          Tags: [{ Key: 'color', Value: tag }],
        }),
      );
    }
    return setup;
  }

  async function names({ secretsManager }: Setup, input: sdk.ListSecretsCommandInput): Promise<unknown> {
    return (await secretsManager.send(new sdk.ListSecretsCommand(input))).SecretList?.map(({ Name }) => Name);
  }

  test.each([
    ['name', ['ml/'], ['ml/train', 'ml/serve']],
    ['name', ['ML/'], []],
    ['name', ['!ml/'], ['web/session']],
    ['name', ['ml/t', 'web'], ['ml/train', 'web/session']],
    ['description', ['training'], ['ml/train', 'web/session']],
    ['tag-key', ['col'], ['ml/train', 'ml/serve', 'web/session']],
    ['tag-value', ['red'], ['ml/train', 'web/session']],
    ['tag-value', ['Red'], []],
    ['all', ['USERS session'], ['web/session']],
    ['primary-region', ['us'], []],
  ] as const)('by %s %j', async (Key, Values, expected) => {
    const setup = await withSecrets();
    expect(await names(setup, { Filters: [{ Key, Values: [...Values] }], SortOrder: 'asc' })).toEqual(
      expected,
    );
  });

  test('newest first, in pages, and without what is about to be deleted', async () => {
    const setup = await withSecrets();
    await setup.secretsManager.send(new sdk.DeleteSecretCommand({ SecretId: 'ml/serve' }));
    expect(await names(setup, {})).toEqual(['web/session', 'ml/train']);
    const pages = [];
    for await (const page of sdk.paginateListSecrets(
      { client: setup.secretsManager, pageSize: 2 },
      { IncludePlannedDeletion: true },
    )) {
      pages.push(page.SecretList?.map(({ Name }) => Name));
    }
    expect(pages).toEqual([['web/session', 'ml/serve'], ['ml/train']]);
    await expect(names(setup, { NextToken: 'x' })).rejects.toThrow(sdk.InvalidNextTokenException);
  });

  test('shows labels but no value', async () => {
    const setup = await withSecrets();
    const { SecretList } = await setup.secretsManager.send(new sdk.ListSecretsCommand({ MaxResults: 1 }));
    expect(Object.values(SecretList?.[0]?.SecretVersionsToStages ?? {})).toEqual([['AWSCURRENT']]);
    expect(SecretList?.[0]).not.toHaveProperty('SecretString');
  });
});

describeEachWay('a random password', (setUp) => {
  test('has every kind of character that is not excluded', async () => {
    const { secretsManager } = await setUp();
    const { RandomPassword = '' } = await secretsManager.send(
      new sdk.GetRandomPasswordCommand({
        PasswordLength: 4,
        ExcludePunctuation: true,
        ExcludeCharacters: 'abc',
      }),
    );
    expect(RandomPassword).toMatch(/^(?=.*[d-z])(?=.*[A-Z])(?=.*[0-9])[d-zA-Z0-9]{4}$/);
    const { RandomPassword: usual } = await secretsManager.send(new sdk.GetRandomPasswordCommand({}));
    expect(usual).toMatch(/^[!-~]{32}$/);
  });

  test('is refused where nothing is left to draw from', async () => {
    const { secretsManager } = await setUp();
    const none = {
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludeNumbers: true,
      ExcludePunctuation: true,
    };
    await expect(secretsManager.send(new sdk.GetRandomPasswordCommand(none))).rejects.toThrow(
      sdk.InvalidParameterException,
    );
    const short = new sdk.GetRandomPasswordCommand({ PasswordLength: 3 });
    await expect(secretsManager.send(short)).rejects.toThrow(sdk.InvalidParameterException);
  });
});
