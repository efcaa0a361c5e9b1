import {
  ChangePasswordCommand,
  CreateLoginProfileCommand,
  DeleteAccountPasswordPolicyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  GetLoginProfileCommand,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAccessKeyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  consolePassword,
  type ConsolePassword,
  managedSecret,
  rollback,
  rotate,
  type RotateSecretOptions,
  type SecretOutcome,
  type SecretTarget,
} from '@leastwise/rotate';
import { describe, expect, test } from 'vitest';
import { type Cloud, createCloud, currentValue, DAY, SECRET, USER } from './cloud.ts';
import { createLog, type Log } from './driver.ts';
import { type Fault, FAULTS, planFault } from './fault.ts';
import { type Intercept, intercepted, type Reply } from './wire.ts';

interface Scene {
  readonly cloud: Cloud;
  readonly target: SecretTarget<ConsolePassword>;
  readonly options: RotateSecretOptions;
  readonly log: Log;
}

const STRICT = {
  MinimumPasswordLength: 40,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  PasswordReusePrevention: 5,
};

async function createScene(wire: Intercept = (_, send) => send(), { handOver = false } = {}): Promise<Scene> {
  const cloud = await createCloud();
  await cloud.iam.send(new UpdateAccountPasswordPolicyCommand(STRICT));
  await cloud.secretsManager.send(new CreateSecretCommand({ Name: SECRET }));
  const config = intercepted(cloud.aws.rootClientConfig(), wire);
  const strategy = consolePassword({ user: USER, iam: new IAMClient(config), handOver });
  const log = createLog();
  return {
    cloud,
    log,
    target: managedSecret({ secret: SECRET, strategy, every: handOver ? 'never' : '60d' }),
    options: {
      secretsManager: new SecretsManagerClient(config),
      clock: cloud.clock,
      random: () => 0,
      onEvent: (event) => log.add(event),
    },
  };
}

async function password(cloud: Cloud): Promise<string> {
  return String((await currentValue(cloud))?.['password']);
}

/** Whether the user can sign in with what the secret holds: only they can change it, and only knowing it. */
async function canSignIn(cloud: Cloud): Promise<boolean> {
  await cloud.iam.send(new DeleteAccountPasswordPolicyCommand({})).catch(() => undefined);
  const name = { UserName: USER };
  const Statement = { Effect: 'Allow', Action: 'iam:ChangePassword', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await cloud.iam.send(new PutUserPolicyCommand({ ...name, PolicyName: 'change', PolicyDocument }));
  const { AccessKey } = await cloud.iam.send(new CreateAccessKeyCommand(name));
  const self = new IAMClient(cloud.aws.clientConfig(AccessKey));
  const OldPassword = await password(cloud);
  try {
    await self.send(new ChangePasswordCommand({ OldPassword, NewPassword: 'Another-Password-1' }));
    return true;
  } catch {
    return false;
  }
}

const isResetRequired = async ({ iam }: Cloud): Promise<boolean | undefined> =>
  (await iam.send(new GetLoginProfileCommand({ UserName: USER }))).LoginProfile?.PasswordResetRequired;

describe('a console password', () => {
  test('is made by the account’s policy, stored, set, and works', async () => {
    const { cloud, target, options } = await createScene();
    expect(await rotate(target, options)).toMatchObject({ state: 'promoted' });
    expect(await currentValue(cloud)).toMatchObject({
      username: USER,
      password: expect.stringMatching(/^.{40}$/),
    });
    expect(await isResetRequired(cloud)).toBe(false);
    expect(await canSignIn(cloud)).toBe(true);
  });

  test('is replaced, and the previous one works no more', async () => {
    const { cloud, target, options } = await createScene();
    await rotate(target, options);
    const first = await password(cloud);
    cloud.clock.advanceTo(cloud.clock.now() + 60 * DAY);
    expect(await rotate(target, options)).toMatchObject({
      state: 'promoted',
      steps: ['mint', 'set', 'test', 'promote', 'unlabel'],
    });
    expect(await password(cloud)).not.toBe(first);
    expect(await canSignIn(cloud)).toBe(true);
  });

  test('takes the place of one that somebody made by hand', async () => {
    const { cloud, target, options } = await createScene();
    const Password = `By-Hand-1${'x'.repeat(40)}`;
    await cloud.iam.send(new CreateLoginProfileCommand({ UserName: USER, Password }));
    await rotate(target, options);
    expect(await canSignIn(cloud)).toBe(true);
  });

  test('is made anew where somebody deleted it, when it is rotated', async () => {
    const { cloud, target, options } = await createScene();
    await rotate(target, options);
    await cloud.iam.send(new DeleteLoginProfileCommand({ UserName: USER }));
    await rotate(target, { ...options, force: true });
    expect(await canSignIn(cloud)).toBe(true);
  });

  test('for handing over has to be changed at the first sign-in, and is never replaced by itself', async () => {
    const { cloud, target, options } = await createScene(undefined, { handOver: true });
    await rotate(target, options);
    expect(await isResetRequired(cloud)).toBe(true);
    cloud.clock.advanceTo(cloud.clock.now() + 1000 * DAY);
    expect(await rotate(target, options)).toMatchObject({ state: 'idle', steps: [] });
  });

  test('that a stricter policy no longer allows is made again before it was ever used', async () => {
    let tighten = true;
    const scene = await createScene(async (operation, send) => {
      if (tighten && operation === 'CreateLoginProfile') {
        tighten = false;
        await scene.cloud.iam.send(
          new UpdateAccountPasswordPolicyCommand({ ...STRICT, MinimumPasswordLength: 60 }),
        );
      }
      return send();
    });
    expect(await rotate(scene.target, scene.options)).toMatchObject({ state: 'promoted' });
    expect(await password(scene.cloud)).toHaveLength(60);
    expect(await canSignIn(scene.cloud)).toBe(true);
  });

  test('waits out an account that cannot be changed at the moment', async () => {
    let busy = 4;
    const { cloud, target, options } = await createScene((operation, send) =>
      operation === 'CreateLoginProfile' && busy-- > 0 ? Promise.resolve(unmodifiable()) : send(),
    );
    await rotate(target, options);
    expect(await canSignIn(cloud)).toBe(true);
  });

  test('goes back to the one before where the policy lets it be used again', async () => {
    const { cloud, target, options } = await createScene();
    await cloud.iam.send(new DeleteAccountPasswordPolicyCommand({}));
    await rotate(target, options);
    const first = await password(cloud);
    await rotate(target, { ...options, force: true });
    expect(await rollback(target, options)).toMatchObject({ state: 'rolled-back' });
    expect(await password(cloud)).toBe(first);
    expect(await canSignIn(cloud)).toBe(true);
  });
});

describe('bad input', () => {
  test('a user that does not exist', async () => {
    const { cloud, target, options } = await createScene();
    await cloud.iam.send(new DeleteUserCommand({ UserName: USER }));
    await expect(rotate(target, options)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  test.each([
    [{ username: 'bob', password: 'hunter2-hunter2' }, 'FOREIGN_PASSWORD'],
    [{ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, 'NOT_A_PASSWORD'],
  ])('a secret that holds %j', async (value, code) => {
    const { cloud, target, options } = await createScene();
    await cloud.secretsManager.send(
      new CreateSecretCommand({ Name: 'other', SecretString: JSON.stringify(value) }),
    );
    const error: unknown = await rotate({ ...target, secret: 'other' }, options).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain('hunter2');
  });

  test('the root user', () => {
    const iam = new IAMClient({});
    expect(() => consolePassword({ user: '<root_account>', iam })).toThrow(
      expect.objectContaining({ code: 'ROOT_KEY' }) as Error,
    );
  });
});

function unmodifiable(): Reply {
  const body =
    '<ErrorResponse><Error><Code>EntityTemporarilyUnmodifiable</Code><Message>wait</Message></Error></ErrorResponse>';
  return { response: { statusCode: 409, headers: {}, body: new TextEncoder().encode(body) } };
}

/** Lives a first password and its successor with one fault; gives what went wrong. */
async function live(fault: Fault, index: number): Promise<{ complaints: string[]; requests: number }> {
  const plan = planFault(fault, index);
  const { cloud, target, options, log } = await createScene(plan.intercept);
  const complaints: string[] = [];
  const values = new Set<string>();
  let rotations = 0;
  for (let runs = 0; rotations < 2 && runs < 8; runs++) {
    let outcome: SecretOutcome | undefined;
    try {
      const end = await Promise.race([
        rotate(target, { ...options, force: runs > 0 && rotations > 0 }),
        plan.crashed(),
      ]);
      outcome = end === 'crashed' ? undefined : end;
    } catch (error) {
      log.add(error);
    }
    plan.endRun();
    log.add(outcome);
    values.add(await password(cloud));
    if (outcome) rotations++;
    cloud.clock.advanceTo(cloud.clock.now() + 20 * 60_000);
  }
  const requests = plan.requests();
  if (rotations < 2) complaints.push('did not settle');
  values.add(await password(cloud));
  if (!(await canSignIn(cloud))) complaints.push('the password in the secret does not work');
  for (const value of values)
    if (value.length > 20 && log.text.includes(value)) complaints.push('a password was told');
  return { complaints, requests };
}

test.each(FAULTS)(
  'one %s, wherever it strikes, leaves a password that works',
  async (fault) => {
    const { requests, complaints } = await live(fault, -1);
    for (let index = 0; index < requests; index++) {
      const { complaints: found } = await live(fault, index);
      complaints.push(...found.map((complaint) => `${fault} at ${index}: ${complaint}`));
    }
    expect(complaints).toEqual([]);
  },
  120_000,
);
