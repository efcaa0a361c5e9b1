import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, ROTATION_FUNCTION, type Stage } from './operator.ts';
import { missing, titled } from '../witnesses/programs.ts';
import { type Environment, type Outcome, signedAs } from './programs.ts';

const reason = missing('aws', ['--version'], 'the AWS CLI');
/** Each command starts a program of its own. */
const LONG = { timeout: 240_000 };
const ROLE = 'arn:aws:iam::111122223333:role/reader';

describe.skipIf(reason)(titled('commands of the AWS CLI', reason), () => {
  let stage: Stage | undefined;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const aws = (command: string, env?: Environment): Promise<Outcome> => {
    if (!stage) throw new Error('the stage is not open');
    return stage.sandbox.run('aws', command.split(' '), env);
  };
  /** What a command that must succeed printed. */
  const printed = async (command: string, env?: Environment): Promise<string> => {
    const { status, stdout, stderr } = await aws(command, env);
    expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
    return stdout.trim();
  };
  const file = async (name: string, content: string | object): Promise<void> => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(stage?.sandbox.directory ?? '', name), text);
  };

  test('make a role, act in its session, and show the words of a denial', LONG, async () => {
    await file(
      'trust.json',
      allow({ Principal: { AWS: 'arn:aws:iam::111122223333:user/operator' }, Action: 'sts:AssumeRole' }),
    );
    await file(
      'read.json',
      allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::training-data/train/*' }),
    );
    await file('1.csv', 'a,b');
    const made = await printed(
      'iam create-role --role-name reader --assume-role-policy-document file://trust.json --query Role.Arn --output text',
    );
    expect(made).toBe(ROLE);
    await printed(
      'iam put-role-policy --role-name reader --policy-name read --policy-document file://read.json',
    );
    await printed('s3 mb s3://training-data');
    await printed('s3 cp 1.csv s3://training-data/train/1.csv --only-show-errors');

    const given = await printed(
      `sts assume-role --role-arn ${ROLE} --role-session-name job --query Credentials --output json`,
    );
    const session = signedAs(stage?.cloud.clientConfig(JSON.parse(given) as object).credentials ?? NOBODY);
    expect(await printed('s3 cp s3://training-data/train/1.csv - --only-show-errors', session)).toBe('a,b');
    const denied = await aws('iam get-role --role-name reader', session);
    expect(denied.status).not.toBe(0);
    expect(denied.stderr.trim()).toBe(
      `An error occurred (AccessDenied) when calling the GetRole operation: User: arn:aws:sts::111122223333:assumed-role/reader/job is not authorized to perform: iam:GetRole on resource: ${ROLE} because no identity-based policy allows the iam:GetRole action`,
    );
  });

  test('page through a list, and rotate a secret', LONG, async () => {
    const lists = 'GroupDetailList,RoleDetailList,UserDetailList'.split(',').map((name) => `${name}[].Arn`);
    const paged = await printed(
      `iam get-account-authorization-details --page-size 1 --query [${lists.join()}][] --output json`,
    );
    expect(JSON.parse(paged)).toEqual([ROLE, 'arn:aws:iam::111122223333:user/operator']);

    await printed('secretsmanager create-secret --name ml/password --secret-string first');
    await printed(
      `secretsmanager rotate-secret --secret-id ml/password --rotation-lambda-arn ${ROTATION_FUNCTION} --rotation-rules AutomaticallyAfterDays=30`,
    );
    await stage?.cloud.rotationsSettled();
    const value = await printed(
      'secretsmanager get-secret-value --secret-id ml/password --query SecretString --output text',
    );
    expect(value).toBe('made by the function');
  });
});

const NOBODY = { accessKeyId: 'none', secretAccessKey: 'none' };

function allow(more: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] };
}
