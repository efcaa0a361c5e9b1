import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, PERMISSIONS, START } from '../../test/ways.ts';

describeEachWay('managed policies', (setUp) => {
  test('tell their description and tags only when asked for by ARN', async () => {
    const { iam } = await setUp();
    const Tags = [{ Key: 'k', Value: 'v' }];
    const input = {
      PolicyName: 'read',
      Path: '/data/',
      PolicyDocument: PERMISSIONS,
      Description: 'reads',
      Tags,
    };
    const listed = {
      PolicyName: 'read',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::111122223333:policy/data/read',
      Path: '/data/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: new Date(START),
      UpdateDate: new Date(START),
    };
    expect((await iam.send(new sdk.CreatePolicyCommand(input))).Policy).toEqual({ ...listed, Tags });
    const { Policy } = await iam.send(
      new sdk.GetPolicyCommand({ PolicyArn: 'arn:aws:iam::111122223333:policy/data/read' }),
    );
    expect(Policy).toEqual({ ...listed, Description: 'reads', Tags });
    expect((await iam.send(new sdk.ListPoliciesCommand({ Scope: 'Local' }))).Policies).toEqual([listed]);
    expect((await iam.send(new sdk.ListPoliciesCommand({ Scope: 'AWS' }))).Policies).toEqual([]);
    expect((await iam.send(new sdk.ListPoliciesCommand({ OnlyAttached: true }))).Policies).toEqual([]);
    expect((await iam.send(new sdk.ListPoliciesCommand({ PathPrefix: '/x/' }))).Policies).toEqual([]);
  });

  test('a name is taken across paths and cases', async () => {
    const { iam } = await setUp();
    await iam.send(new sdk.CreatePolicyCommand({ PolicyName: 'read', PolicyDocument: PERMISSIONS }));
    await expect(
      iam.send(new sdk.CreatePolicyCommand({ PolicyName: 'READ', Path: '/x/', PolicyDocument: PERMISSIONS })),
    ).rejects.toThrow('A policy called READ already exists. Duplicate names are not allowed.');
    await expect(
      iam.send(new sdk.GetPolicyCommand({ PolicyArn: 'arn:aws:iam::111122223333:policy/READ' })),
    ).rejects.toThrow(sdk.NoSuchEntityException);
  });

  test('have five versions at most, numbered without reuse, and a default that stays', async () => {
    const { iam, clock } = await setUp();
    const created = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: PERMISSIONS }),
    );
    const PolicyArn = created.Policy?.Arn;
    const addVersion = async (SetAsDefault = false): Promise<sdk.PolicyVersion | undefined> => {
      clock.advance(1000);
      const document = PERMISSIONS.replace('GetObject', `GetObject${clock.now()}`);
      const input = { PolicyArn, PolicyDocument: document, SetAsDefault };
      return (await iam.send(new sdk.CreatePolicyVersionCommand(input))).PolicyVersion;
    };
    for (let i = 2; i <= 5; i++) await addVersion();
    await expect(addVersion()).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 409 },
    });
    const remove = (VersionId: string): Promise<unknown> =>
      iam.send(new sdk.DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    await expect(remove('v1')).rejects.toThrow('Cannot delete the default version of a policy.');
    await expect(iam.send(new sdk.DeletePolicyCommand({ PolicyArn }))).rejects.toThrow(
      'more than one version',
    );
    await remove('v5');
    expect(await addVersion(true)).toEqual({
      VersionId: 'v6',
      IsDefaultVersion: true,
      CreateDate: new Date(clock.now()),
    });
    await remove('v1');
    await iam.send(new sdk.SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }));
    const versions = [];
    for await (const page of sdk.paginateListPolicyVersions({ client: iam, pageSize: 2 }, { PolicyArn })) {
      versions.push(
        ...(page.Versions ?? []).map((each) => `${each.VersionId}${each.IsDefaultVersion ? '!' : ''}`),
      );
    }
    expect(versions).toEqual(['v6', 'v4', 'v3!', 'v2']);
    const { PolicyVersion } = await iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }));
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toHaveProperty('Statement');
    await expect(iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))).rejects.toThrow(
      sdk.NoSuchEntityException,
    );
    for (const version of ['v2', 'v4', 'v6']) await remove(version);
    await iam.send(new sdk.DeletePolicyCommand({ PolicyArn }));
  });

  test('are 6,144 characters long at most, white space not counted', async () => {
    const { iam } = await setUp();
    const sized = (length: number): string => {
      const bare = PERMISSIONS.replace('{', '{"Id":"",');
      return `   ${bare.replace('""', `"${'x'.repeat(length - bare.length)}"`)}\n`;
    };
    const create = (PolicyName: string, length: number): Promise<unknown> =>
      iam.send(new sdk.CreatePolicyCommand({ PolicyName, PolicyDocument: sized(length) }));
    await create('fits', 6144);
    await expect(create('large', 6145)).rejects.toThrow('Cannot exceed quota for PolicySize: 6144');
  });

  test('carry tags', async () => {
    const { iam } = await setUp();
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: PERMISSIONS }),
    );
    const PolicyArn = Policy?.Arn;
    const Tags = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i + 10}`, Value: '' }));
    await iam.send(new sdk.TagPolicyCommand({ PolicyArn, Tags }));
    await expect(
      iam.send(new sdk.TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'more', Value: '' }] })),
    ).rejects.toThrow(sdk.LimitExceededException);
    await iam.send(new sdk.UntagPolicyCommand({ PolicyArn, TagKeys: ['k10'] }));
    const { Tags: page, IsTruncated } = await iam.send(
      new sdk.ListPolicyTagsCommand({ PolicyArn, MaxItems: 1 }),
    );
    expect([page, IsTruncated]).toEqual([[{ Key: 'k11', Value: '' }], true]);
  });
});
