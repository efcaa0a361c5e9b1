import * as sdk from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { type Clients, describeEachWay, PERMISSIONS, TRUST } from '../../test/ways.ts';

// The same claims for users, groups and roles, whose operations differ in nothing but their names.
const HOLDERS = {
  user: {
    create: ({ iam }: Clients) => iam.send(new sdk.CreateUserCommand({ UserName: 'x' })),
    attach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.AttachUserPolicyCommand({ UserName: 'x', PolicyArn })),
    detach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.DetachUserPolicyCommand({ UserName: 'x', PolicyArn })),
    attached: ({ iam }: Clients, MaxItems?: number) =>
      iam.send(new sdk.ListAttachedUserPoliciesCommand({ UserName: 'x', MaxItems })),
    put: ({ iam }: Clients, PolicyName: string, PolicyDocument: string) =>
      iam.send(new sdk.PutUserPolicyCommand({ UserName: 'x', PolicyName, PolicyDocument })),
    get: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.GetUserPolicyCommand({ UserName: 'x', PolicyName })),
    remove: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.DeleteUserPolicyCommand({ UserName: 'x', PolicyName })),
    inline: ({ iam }: Clients) => iam.send(new sdk.ListUserPoliciesCommand({ UserName: 'x' })),
    quota: 2048,
  },
  group: {
    create: ({ iam }: Clients) => iam.send(new sdk.CreateGroupCommand({ GroupName: 'x' })),
    attach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.AttachGroupPolicyCommand({ GroupName: 'x', PolicyArn })),
    detach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.DetachGroupPolicyCommand({ GroupName: 'x', PolicyArn })),
    attached: ({ iam }: Clients, MaxItems?: number) =>
      iam.send(new sdk.ListAttachedGroupPoliciesCommand({ GroupName: 'x', MaxItems })),
    put: ({ iam }: Clients, PolicyName: string, PolicyDocument: string) =>
      iam.send(new sdk.PutGroupPolicyCommand({ GroupName: 'x', PolicyName, PolicyDocument })),
    get: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.GetGroupPolicyCommand({ GroupName: 'x', PolicyName })),
    remove: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.DeleteGroupPolicyCommand({ GroupName: 'x', PolicyName })),
    inline: ({ iam }: Clients) => iam.send(new sdk.ListGroupPoliciesCommand({ GroupName: 'x' })),
    quota: 5120,
  },
  role: {
    create: ({ iam }: Clients) =>
      iam.send(new sdk.CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: TRUST })),
    attach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'x', PolicyArn })),
    detach: ({ iam }: Clients, PolicyArn: string) =>
      iam.send(new sdk.DetachRolePolicyCommand({ RoleName: 'x', PolicyArn })),
    attached: ({ iam }: Clients, MaxItems?: number) =>
      iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName: 'x', MaxItems })),
    put: ({ iam }: Clients, PolicyName: string, PolicyDocument: string) =>
      iam.send(new sdk.PutRolePolicyCommand({ RoleName: 'x', PolicyName, PolicyDocument })),
    get: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.GetRolePolicyCommand({ RoleName: 'x', PolicyName })),
    remove: ({ iam }: Clients, PolicyName: string) =>
      iam.send(new sdk.DeleteRolePolicyCommand({ RoleName: 'x', PolicyName })),
    inline: ({ iam }: Clients) => iam.send(new sdk.ListRolePoliciesCommand({ RoleName: 'x' })),
    quota: 10_240,
  },
} as const;

describeEachWay('policies of entities', (setUp) => {
  const holders = Object.entries(HOLDERS);

  test.each(holders)('a %s has ten managed policies attached at most', async (_, holder) => {
    const clients = await setUp();
    await holder.create(clients);
    const arns: string[] = [];
    for (let i = 10; i <= 20; i++) {
      const input = { PolicyName: `p${i}`, PolicyDocument: PERMISSIONS };
      arns.push((await clients.iam.send(new sdk.CreatePolicyCommand(input))).Policy?.Arn ?? '');
    }
    const [first = '', ...others] = arns;
    for (const arn of [first, ...others.slice(0, 9), first]) await holder.attach(clients, arn);
    await expect(holder.attach(clients, others.at(-1) ?? '')).rejects.toThrow(sdk.LimitExceededException);
    const { AttachedPolicies, IsTruncated } = await holder.attached(clients, 2);
    expect([AttachedPolicies?.map(({ PolicyName }) => PolicyName), IsTruncated]).toEqual([
      ['p10', 'p11'],
      true,
    ]);
    const { Policy } = await clients.iam.send(new sdk.GetPolicyCommand({ PolicyArn: first }));
    expect(Policy?.AttachmentCount).toBe(1);
    await expect(clients.iam.send(new sdk.DeletePolicyCommand({ PolicyArn: first }))).rejects.toThrow(
      'Cannot delete a policy attached to entities.',
    );
    await holder.detach(clients, first);
    await expect(holder.detach(clients, first)).rejects.toThrow(sdk.NoSuchEntityException);
    await clients.iam.send(new sdk.DeletePolicyCommand({ PolicyArn: first }));
  });

  test.each(holders)('a policy that does not exist is not attached to a %s', async (_, holder) => {
    const clients = await setUp();
    await holder.create(clients);
    const arn = 'arn:aws:iam::111122223333:policy/absent';
    await expect(holder.attach(clients, arn)).rejects.toThrow(
      `Policy ${arn} does not exist or is not attachable.`,
    );
  });

  test.each(holders)('a %s has inline policies', async (kind, holder) => {
    const clients = await setUp();
    await holder.create(clients);
    await holder.put(clients, 'b', PERMISSIONS);
    await holder.put(clients, 'a', PERMISSIONS);
    await holder.put(clients, 'a', PERMISSIONS.replace('Get', 'Put'));
    expect((await holder.inline(clients)).PolicyNames).toEqual(['a', 'b']);
    const { PolicyDocument, PolicyName } = await holder.get(clients, 'a');
    expect([PolicyName, decodeURIComponent(PolicyDocument ?? '')]).toEqual([
      'a',
      PERMISSIONS.replace('Get', 'Put'),
    ]);
    await holder.remove(clients, 'a');
    await expect(holder.get(clients, 'a')).rejects.toThrow(`The ${kind} policy with name a cannot be found.`);
    await expect(holder.remove(clients, 'a')).rejects.toThrow(sdk.NoSuchEntityException);
    await expect(holder.put(clients, 'a', 'no JSON')).rejects.toThrow(sdk.MalformedPolicyDocumentException);
  });

  test.each(holders)('the inline policies of a %s share one quota', async (kind, holder) => {
    const clients = await setUp();
    await holder.create(clients);
    const half = PERMISSIONS.replace('{', `{"Id":"${'x'.repeat(holder.quota / 2)}",`);
    await holder.put(clients, 'a', half);
    await holder.put(clients, 'a', half);
    await expect(holder.put(clients, 'b', half)).rejects.toThrow(
      `Maximum policy size of ${holder.quota} bytes exceeded for ${kind} x`,
    );
  });
});
