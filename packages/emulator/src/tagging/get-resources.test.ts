import * as iam from '@aws-sdk/client-iam';
import {
  GetResourcesCommand,
  type GetResourcesCommandInput,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { PERMISSIONS } from '../../test/ways.ts';
import { createAws } from '../index.ts';

async function setUp(): Promise<(input: GetResourcesCommandInput, region?: string) => Promise<string[]>> {
  const cloud = createAws();
  const config = cloud.rootClientConfig();
  const client = new iam.IAMClient(config);
  const tags = (stage: string): iam.Tag[] => [
    { Key: 'stack', Value: 'ml' },
    { Key: 'stage', Value: stage },
  ];
  for (const [PolicyName, stage] of [
    ['a', 'test'],
    ['b', 'live'],
  ] as const)
    await client.send(
      new iam.CreatePolicyCommand({ PolicyName, PolicyDocument: PERMISSIONS, Tags: tags(stage) }),
    );
  await client.send(new iam.CreatePolicyCommand({ PolicyName: 'bare', PolicyDocument: PERMISSIONS }));
  await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'p', Tags: tags('live') }));
  await client.send(new iam.CreateUserCommand({ UserName: 'ana', Tags: tags('live') }));
  await new SecretsManagerClient({ ...config, region: 'eu-west-1' }).send(
    new CreateSecretCommand({ Name: 'db', SecretString: 'x', Tags: tags('live') }),
  );
  return async (input, region = 'us-east-1') => {
    const tagging = new ResourceGroupsTaggingAPIClient({ ...config, region, maxAttempts: 1 });
    const found: string[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await tagging.send(new GetResourcesCommand({ ...input, PaginationToken }));
      found.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN = '' }) => ResourceARN));
      PaginationToken = page.PaginationToken || undefined;
    } while (PaginationToken !== undefined);
    return found.map((arn) => arn.replace(/^arn:aws:iam::111122223333:/, '').replace(/-[A-Za-z]{6}$/, ''));
  };
}

test('finds what is tagged in the region, users left out, page by page', async () => {
  const find = await setUp();
  expect(await find({ ResourcesPerPage: 2 })).toEqual(['instance-profile/p', 'policy/a', 'policy/b']);
  expect(await find({}, 'eu-west-1')).toEqual(['arn:aws:secretsmanager:eu-west-1:111122223333:secret:db']);
});

test.each<[GetResourcesCommandInput, string[]]>([
  [{ TagFilters: [{ Key: 'stage', Values: ['live'] }] }, ['instance-profile/p', 'policy/b']],
  [
    { TagFilters: [{ Key: 'stage' }, { Key: 'stack', Values: ['ml', 'other'] }] },
    ['instance-profile/p', 'policy/a', 'policy/b'],
  ],
  [{ TagFilters: [{ Key: 'absent' }] }, []],
  [{ ResourceTypeFilters: ['iam:policy'] }, ['policy/a', 'policy/b']],
  [{ ResourceTypeFilters: ['iam'] }, ['instance-profile/p', 'policy/a', 'policy/b']],
  [{ ResourceARNList: ['arn:aws:iam::111122223333:policy/a'] }, ['policy/a']],
])('filters by %j', async (input, expected) => {
  expect(await (await setUp())(input)).toEqual(expected);
});

test('refuses filters that do not go together', async () => {
  const find = await setUp();
  await expect(
    find({ ResourceARNList: ['arn:aws:iam::111122223333:policy/a'], ResourceTypeFilters: ['iam'] }),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
