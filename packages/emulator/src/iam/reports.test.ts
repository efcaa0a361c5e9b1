import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, START } from '../../test/ways.ts';
import { addAccount, createCloud } from '../state.ts';
import { recordUse } from './uses.ts';

const HOUR = 60 * 60 * 1000;

describeEachWay('the credential report', (setUp) => {
  test('stays four hours, whatever happens meanwhile', async () => {
    const { iam: client, clock } = await setUp();
    const generate = async (): Promise<string | undefined> =>
      (await client.send(new iam.GenerateCredentialReportCommand({}))).State;
    const read = async (): Promise<string[]> => {
      const { Content } = await client.send(new iam.GetCredentialReportCommand({}));
      return new TextDecoder().decode(Content).split('\n');
    };
    await expect(read()).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' });
    expect(await generate()).toBe('STARTED');
    expect(await generate()).toBe('COMPLETE');
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password: 'aPassword1' }));
    await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }));
    await generate();
    expect(await read()).toHaveLength(2);
    clock.advance(4 * HOUR);
    await expect(read()).rejects.toMatchObject({ name: 'CredentialReportExpiredException' });
    expect(await generate()).toBe('STARTED');
    const [header = '', root = '', user = ''] = await read();
    expect(root).toMatch(/^<root_account>,arn:aws:iam::111122223333:root,/);
    const columns = Object.fromEntries(header.split(',').map((name, i) => [name, user.split(',')[i]]));
    expect(columns).toMatchObject({
      user: 'ana',
      user_creation_time: '2026-01-02T03:04:05+00:00',
      password_enabled: 'true',
      mfa_active: 'false',
      access_key_1_active: 'true',
      access_key_1_last_used_date: 'N/A',
      access_key_2_active: 'false',
      cert_2_last_rotated: 'N/A',
    });
    expect(Object.keys(columns)).toHaveLength(22);
  });
});

describeEachWay('the report on last uses', (setUp) => {
  test('lists the services that policies allow, used or not, as they were when it was made', async () => {
    const { iam: client } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(
      new iam.PutUserPolicyCommand({
        UserName: 'ana',
        PolicyName: 'p',
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","sqs:SendMessage"],"Resource":"*"},{"Effect":"Deny","Action":"ec2:*","Resource":"*"}]}',
      }),
    );
    const Arn = 'arn:aws:iam::111122223333:user/ana';
    const { JobId } = await client.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn }));
    const report = await client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId }));
    expect(report).toMatchObject({
      JobStatus: 'COMPLETED',
      JobType: 'SERVICE_LEVEL',
      JobCreationDate: new Date(START),
      ServicesLastAccessed: [
        { ServiceName: 'Amazon S3', ServiceNamespace: 's3', TotalAuthenticatedEntities: 0 },
        { ServiceNamespace: 'sqs' },
      ],
    });
    const entities = await client.send(
      new iam.GetServiceLastAccessedDetailsWithEntitiesCommand({ JobId, ServiceNamespace: 's3' }),
    );
    expect(entities.EntityDetailsList).toMatchObject([{ EntityInfo: { Arn, Type: 'USER', Name: 'ana' } }]);
    await expect(
      client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId: '0'.repeat(36) })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await expect(
      client.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn: `${Arn}-absent` })),
    ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });
});

describeEachWay('a use of a service', (setUp) => {
  test('is counted from the attempt on, for the user and through its group and policy', async () => {
    const { iam: client, as, clock } = await setUp();
    const PolicyArn = 'arn:aws:iam::111122223333:policy/list';
    await client.send(
      new iam.CreatePolicyCommand({
        PolicyName: 'list',
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:List*","Resource":"*"}]}',
      }),
    );
    await client.send(new iam.CreateGroupCommand({ GroupName: 'ml' }));
    await client.send(new iam.AttachGroupPolicyCommand({ GroupName: 'ml', PolicyArn }));
    for (const UserName of ['ana', 'ben']) {
      await client.send(new iam.CreateUserCommand({ UserName }));
      await client.send(new iam.AddUserToGroupCommand({ UserName, GroupName: 'ml' }));
    }
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }));
    clock.advance(HOUR);
    await as(AccessKey).iam.send(new iam.ListRolesCommand({}));
    const { JobId } = await client.send(
      new iam.GenerateServiceLastAccessedDetailsCommand({ Arn: PolicyArn, Granularity: 'ACTION_LEVEL' }),
    );
    const report = await client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId }));
    const LastAccessedTime = new Date(START + HOUR);
    expect(report.ServicesLastAccessed).toMatchObject([
      {
        ...{ ServiceNamespace: 'iam', LastAuthenticated: LastAccessedTime, TotalAuthenticatedEntities: 1 },
        LastAuthenticatedEntity: 'arn:aws:iam::111122223333:user/ana',
        TrackedActionsLastAccessed: [{ ActionName: 'ListRoles', LastAccessedTime }],
      },
    ]);
    const { EntityDetailsList } = await client.send(
      new iam.GetServiceLastAccessedDetailsWithEntitiesCommand({ JobId, ServiceNamespace: 'iam' }),
    );
    expect(
      EntityDetailsList?.map(({ EntityInfo, LastAuthenticated }) => [EntityInfo?.Name, LastAuthenticated]),
    ).toEqual([
      ['ana', LastAccessedTime],
      ['ben', undefined],
    ]);
  });
});

test('a use is remembered by principal, service and action, the last one of each', () => {
  const account = addAccount(createCloud(), '111122223333', START);
  const use = (action: string, at: number): void =>
    recordUse(account, { principalId: 'AIDA1', action, region: 'eu-west-1', at });
  use('s3:GetObject', 1);
  use('s3:PutObject', 2);
  use('s3:GetObject', 3);
  use('sqs:SendMessage', 4);
  expect(account.access.uses.get('AIDA1')).toEqual([
    {
      service: 's3',
      at: 3,
      region: 'eu-west-1',
      actions: new Map([
        ['GetObject', { at: 3, region: 'eu-west-1' }],
        ['PutObject', { at: 2, region: 'eu-west-1' }],
      ]),
    },
    {
      service: 'sqs',
      at: 4,
      region: 'eu-west-1',
      actions: new Map([['SendMessage', { at: 4, region: 'eu-west-1' }]]),
    },
  ]);
});
