import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, PERMISSIONS, START, TRUST } from '../../test/ways.ts';

describeEachWay('roles', (setUp) => {
  test('come with everything, and lists leave some of it out', async () => {
    const { iam } = await setUp();
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'b', PolicyDocument: PERMISSIONS }),
    );
    const Tags = [{ Key: 'k', Value: 'v' }];
    const listed = {
      RoleName: 'glue',
      Path: '/jobs/',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: 'arn:aws:iam::111122223333:role/jobs/glue',
      CreateDate: new Date(START),
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
      Description: 'runs\njobs',
      MaxSessionDuration: 7200,
    };
    const further = {
      Tags,
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: Policy?.Arn },
    };
    const { Role } = await iam.send(
      new sdk.CreateRoleCommand({
        RoleName: 'glue',
        Path: '/jobs/',
        AssumeRolePolicyDocument: TRUST,
        Description: 'runs\njobs',
        MaxSessionDuration: 7200,
        PermissionsBoundary: Policy?.Arn,
        Tags,
      }),
    );
    expect(Role).toEqual({ ...listed, ...further });
    const read = await iam.send(new sdk.GetRoleCommand({ RoleName: 'GLUE' }));
    expect(read.Role).toEqual({ ...listed, ...further, RoleLastUsed: {} });
    expect((await iam.send(new sdk.ListRolesCommand({}))).Roles).toEqual([listed]);
  });

  test('a document is given back percent-encoded as in RFC 3986', async () => {
    const { iam } = await setUp();
    const document = `{"Id":"it's (ok)! é+ %",${TRUST.slice(1)}`;
    await iam.send(new sdk.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: document }));
    const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName: 'r' }));
    expect(Role?.AssumeRolePolicyDocument).toMatch(/^[A-Za-z0-9\-._~%]+$/);
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(document);
  });

  test.each(['', 'x', '{', '[]', '"{}"', '{}', '{"Statement":"x"}', '{"Statement":null}'])(
    'refuses the document %j',
    async (document) => {
      const { iam } = await setUp();
      const create = new sdk.CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: document });
      const name = document === '' ? 'ValidationError' : 'MalformedPolicyDocumentException';
      await expect(iam.send(create)).rejects.toMatchObject({ name });
      expect((await iam.send(new sdk.ListRolesCommand({}))).Roles).toEqual([]);
    },
  );

  test('description and session duration change together, the trust policy alone', async () => {
    const { iam } = await setUp();
    const RoleName = 'r';
    await iam.send(
      new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 7200 }),
    );
    await iam.send(new sdk.UpdateRoleCommand({ RoleName, Description: 'new' }));
    await iam.send(new sdk.UpdateRoleDescriptionCommand({ RoleName, Description: 'newer' }));
    const other = TRUST.replace('glue', 'ec2');
    await iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: other }));
    expect((await iam.send(new sdk.GetRoleCommand({ RoleName }))).Role).toMatchObject({
      Description: 'newer',
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: encodeURIComponent(other),
    });
    const large = TRUST.replace('{', `{"Id":"${'x'.repeat(2048)}",`);
    await expect(
      iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: large })),
    ).rejects.toThrow('Cannot exceed quota for ACLSizePerRole: 2048');
  });

  test('boundary and tags can be taken away again', async () => {
    const { iam } = await setUp();
    const RoleName = 'r';
    await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    const { Policy } = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'b', PolicyDocument: PERMISSIONS }),
    );
    const PermissionsBoundary = Policy?.Arn;
    await iam.send(new sdk.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    await iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'k', Value: 'v' }] }));
    await expect(iam.send(new sdk.DeletePolicyCommand({ PolicyArn: PermissionsBoundary }))).rejects.toThrow(
      sdk.DeleteConflictException,
    );
    await iam.send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName }));
    await expect(iam.send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName }))).rejects.toThrow(
      sdk.NoSuchEntityException,
    );
    await iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['K'] }));
    const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName }));
    expect(Role).not.toHaveProperty('PermissionsBoundary');
    expect(Role).not.toHaveProperty('Tags');
    expect((await iam.send(new sdk.ListRoleTagsCommand({ RoleName }))).Tags).toEqual([]);
    await iam.send(new sdk.DeletePolicyCommand({ PolicyArn: PermissionsBoundary }));
  });

  test('go only when they are bare', async () => {
    const { iam } = await setUp();
    const RoleName = 'r';
    await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await expect(
      iam.send(new sdk.CreateRoleCommand({ RoleName: 'R', AssumeRolePolicyDocument: TRUST })),
    ).rejects.toThrow('Role with name R already exists.');
    await iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName: 'i', PolicyDocument: PERMISSIONS }));
    await expect(iam.send(new sdk.DeleteRoleCommand({ RoleName }))).rejects.toThrow(
      'must delete policies first',
    );
    await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName: 'i' }));
    await iam.send(new sdk.DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new sdk.GetRoleCommand({ RoleName }))).rejects.toThrow(
      'The role with name r cannot be found.',
    );
  });
});
