import { CreateUserCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { START, manualClock } from '../test/ways.ts';
import { createAws } from './index.ts';

/** Repeatable bytes. */
function counting(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ % 251);
}

test('two of them share nothing', async () => {
  const [one, other] = [createAws(), createAws()];
  await new IAMClient(one.rootClientConfig()).send(new CreateUserCommand({ UserName: 'alice' }));
  await expect(
    new IAMClient(other.rootClientConfig()).send(new GetUserCommand({ UserName: 'alice' })),
  ).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  const stranger = new STSClient(other.clientConfig(one.rootClientConfig().credentials));
  await expect(stranger.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
});

test('with the same randomness and time they are the same', async () => {
  const make = async (): Promise<unknown> => {
    const cloud = createAws({ random: counting(), clock: manualClock() });
    const { User } = await new IAMClient(cloud.rootClientConfig()).send(
      new CreateUserCommand({ UserName: 'a' }),
    );
    return [cloud.rootClientConfig().credentials, User];
  };
  const first = await make();
  expect(await make()).toEqual(first);
  expect(first).toMatchObject([{}, { CreateDate: new Date(START) }]);
});

test('clients are set to the region and act in the account', async () => {
  const cloud = createAws({ account: '000000000001', region: 'eu-central-1' });
  expect(cloud.account).toBe('000000000001');
  const sts = new STSClient(cloud.rootClientConfig());
  expect(await sts.config.region()).toBe('eu-central-1');
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '000000000001',
    UserId: '000000000001',
    Arn: 'arn:aws:iam::000000000001:root',
  });
});

test.each(['', '1234', '11112222333x', '1111222233334'])('refuses the account %j', (account) => {
  expect(() => createAws({ account })).toThrow(expect.objectContaining({ code: 'MALFORMED_ACCOUNT' }));
});

test('a request that is aborted does not reach it', async () => {
  const iam = new IAMClient(createAws().rootClientConfig());
  const create = new CreateUserCommand({ UserName: 'alice' });
  await expect(iam.send(create, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  await expect(iam.send(new GetUserCommand({ UserName: 'alice' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

test('a client answers with a request id', async () => {
  const sts = new STSClient(createAws().rootClientConfig());
  const { $metadata } = await sts.send(new GetCallerIdentityCommand({}));
  expect($metadata.requestId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test.each([undefined, {}, { AccessKeyId: 'AKIA' }])('refuses the credentials %j', (credentials) => {
  expect(() => createAws().clientConfig(credentials)).toThrow(
    expect.objectContaining({ code: 'CREDENTIALS_MISSING' }),
  );
});
