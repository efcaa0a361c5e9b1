import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay } from '../../test/ways.ts';

const STRICT = {
  MinimumPasswordLength: 12,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  PasswordReusePrevention: 2,
};

describeEachWay('console passwords', (setUp) => {
  test.each([
    ['Sh0rt!', 'Password should have a minimum length of 12'],
    ['NoSymbolsHere1', /at least one of the following symbols/],
    ['NoNumbersHere!', 'Password should have at least one number'],
    ['nouppercase1!', 'Password should have at least one uppercase letter'],
    ['NOLOWERCASE1!', 'Password should have at least one lowercase letter'],
  ])('%s is refused by the policy, and not quoted', async (Password, message) => {
    const { iam: client } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(new iam.UpdateAccountPasswordPolicyCommand(STRICT));
    const refused = await client
      .send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password }))
      .catch((error: unknown) => error as Error);
    expect(refused).toMatchObject({ name: 'PasswordPolicyViolationException' });
    expect((refused as Error).message).toMatch(message);
    expect((refused as Error).message).not.toContain(Password);
  });

  test('without a policy need eight characters of three kinds', async () => {
    const { iam: client } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    const create = (Password: string): Promise<unknown> =>
      client.send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password }));
    await expect(create('onlylowercase1')).rejects.toMatchObject({
      name: 'PasswordPolicyViolationException',
    });
    await expect(create('aB1')).rejects.toMatchObject({ name: 'PasswordPolicyViolationException' });
    await create('threeKinds1');
    await expect(create('threeKinds1')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Login Profile for user ana already exists.',
    });
    await expect(client.send(new iam.DeleteUserCommand({ UserName: 'ana' }))).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete login profile first.',
    });
    await client.send(new iam.DeleteLoginProfileCommand({ UserName: 'ana' }));
    await expect(client.send(new iam.GetLoginProfileCommand({ UserName: 'ana' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'Login Profile for User ana cannot be found.',
    });
  });

  test('are not used again before as many others as the policy says', async () => {
    const { iam: client } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(new iam.UpdateAccountPasswordPolicyCommand(STRICT));
    const set = (Password: string): Promise<unknown> =>
      client.send(new iam.UpdateLoginProfileCommand({ UserName: 'ana', Password }));
    await client.send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password: 'First-value-1' }));
    await expect(set('First-value-1')).rejects.toMatchObject({ name: 'PasswordPolicyViolationException' });
    await set('Second-value-2');
    await expect(set('First-value-1')).rejects.toMatchObject({ name: 'PasswordPolicyViolationException' });
    await set('Third-value-3');
    await set('First-value-1');
  });

  test('are changed by their user, who knows the old one', async () => {
    const { iam: client, as } = await setUp();
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(
      new iam.PutUserPolicyCommand({
        UserName: 'ana',
        PolicyName: 'self',
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"*"}]}',
      }),
    );
    await client.send(
      new iam.CreateLoginProfileCommand({
        UserName: 'ana',
        Password: 'old-Password1',
        PasswordResetRequired: true,
      }),
    );
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }));
    const change = (OldPassword: string): Promise<unknown> =>
      as(AccessKey).iam.send(new iam.ChangePasswordCommand({ OldPassword, NewPassword: 'new-Password1' }));
    await expect(change('wrong-Password1')).rejects.toMatchObject({
      message: 'The old password was incorrect.',
    });
    await change('old-Password1');
    await expect(change('old-Password1')).rejects.toMatchObject({
      message: 'The old password was incorrect.',
    });
    const { LoginProfile } = await client.send(new iam.GetLoginProfileCommand({ UserName: 'ana' }));
    expect(LoginProfile).toMatchObject({ UserName: 'ana', PasswordResetRequired: false });
    await expect(
      client.send(new iam.ChangePasswordCommand({ OldPassword: 'x', NewPassword: 'y' })),
    ).rejects.toMatchObject({ name: 'InvalidUserTypeException' });
  });

  test('may be changed by every user where the password policy says so, and by none else', async () => {
    const { iam: client, as } = await setUp();
    for (const UserName of ['ana', 'ben']) {
      await client.send(new iam.CreateUserCommand({ UserName }));
      await client.send(new iam.CreateLoginProfileCommand({ UserName, Password: 'old-Password1' }));
    }
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName: 'ana' }));
    const { iam: ana } = as(AccessKey);
    const change = new iam.ChangePasswordCommand({
      OldPassword: 'old-Password1',
      NewPassword: 'new-Password1',
    });
    await client.send(new iam.UpdateAccountPasswordPolicyCommand({}));
    await expect(ana.send(change)).rejects.toMatchObject({ name: 'AccessDenied' });
    await client.send(new iam.UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true }));
    await ana.send(change);
    const other = { UserName: 'ben', Password: 'new-Password1' };
    await expect(ana.send(new iam.UpdateLoginProfileCommand(other))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test('what a policy leaves out is set to its default, and there is none until it is made', async () => {
    const { iam: client } = await setUp();
    const get = (): Promise<iam.GetAccountPasswordPolicyCommandOutput> =>
      client.send(new iam.GetAccountPasswordPolicyCommand({}));
    await expect(get()).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The Password Policy with domain name 111122223333 cannot be found.',
    });
    await client.send(new iam.UpdateAccountPasswordPolicyCommand({ ...STRICT, MaxPasswordAge: 90 }));
    expect((await get()).PasswordPolicy).toMatchObject({ ExpirePasswords: true, MaxPasswordAge: 90 });
    await client.send(new iam.UpdateAccountPasswordPolicyCommand({}));
    expect((await get()).PasswordPolicy).toMatchObject({
      MinimumPasswordLength: 6,
      RequireSymbols: false,
      ExpirePasswords: false,
    });
    await client.send(new iam.DeleteAccountPasswordPolicyCommand({}));
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });
});
