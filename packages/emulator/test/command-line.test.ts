import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  IAMClient,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOptions, USUAL_PORT } from '../src/command-line/options.ts';
import { openSnapshotFile } from '../src/command-line/snapshot-file.ts';
import { warning } from '../src/command-line/greeting.ts';
import { createAws } from '../src/index.ts';

const MAIN = fileURLToPath(new URL('../src/command-line/main.ts', import.meta.url));
const NODE = ['--conditions=@leastwise/source', '--import', 'tsx', MAIN];

interface Running {
  readonly output: string;
  /** What the printed lines set. */
  readonly environment: Readonly<Record<string, string>>;
  readonly iam: IAMClient;
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly stderr: () => string;
  /** Sends a signal and gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

let folder: string;
const running: Running[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leastwise-emulator-'));
});
afterEach(() => {
  for (const { process } of running.splice(0)) process.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function launch(...args: readonly string[]): Promise<Running> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...NODE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, stderr] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const exit = new Promise<number | null>((ended) => child.once('exit', ended));
    void exit.then((code) => reject(new Error(`ended with ${String(code)}: ${stderr}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('# listening on')) return;
      const environment = Object.fromEntries(
        Array.from(output.matchAll(/^export (\w+)=(.*)$/gm), ([, name = '', value = '']) => [name, value]),
      );
      const one: Running = {
        output,
        environment,
        iam: new IAMClient(settings(environment)),
        process: child,
        stderr: () => stderr,
        end: (signal = 'SIGTERM') => {
          child.kill(signal);
          return exit;
        },
      };
      running.push(one);
      resolve(one);
    });
  });
}

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

function settings(environment: Readonly<Record<string, string>>): Settings {
  const [endpoint, region] = [environment['AWS_ENDPOINT_URL'] ?? '', environment['AWS_REGION'] ?? ''];
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'] ?? '';
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'] ?? '';
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

/** Runs it to its end, where it does not listen. */
function fail(...args: readonly string[]): { readonly status: unknown; readonly stderr: string } {
  try {
    execFileSync(process.execPath, [...NODE, ...args], { stdio: 'pipe', timeout: 20_000 });
    return { status: 0, stderr: '' };
  } catch (error) {
    const { status, stderr } = error as { readonly status: unknown; readonly stderr: Buffer };
    return { status, stderr: stderr.toString() };
  }
}

describe('the program', { timeout: 60_000 }, () => {
  // Each start takes a second, so that what can be seen of one is seen of it.
  test('leads any client to it, and keeps its state in a file, which only its owner can read', async () => {
    const file = join(folder, 'state.json');
    const options = '--port 0 --account 000000000012 --region eu-west-1 --snapshot';
    const first = await launch(...options.split(' '), file);
    expect(first.output).not.toContain('\u001b');
    expect(first.output.split('\n').filter((line) => !/^(#|export |unset |$)/.test(line))).toEqual([]);
    expect(first.environment['AWS_ENDPOINT_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(first.environment['AWS_REGION']).toBe('eu-west-1');
    const { Account } = await new STSClient(settings(first.environment)).send(
      new GetCallerIdentityCommand({}),
    );
    expect(Account).toBe('000000000012');
    await first.iam.send(new CreateUserCommand({ UserName: 'alice' }));
    expect(existsSync(file)).toBe(false);
    expect(await first.end('SIGINT')).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = await launch('--port', '0', '--snapshot', file);
    // The keys that were copied before still work.
    const iam = new IAMClient({
      ...settings({ ...first.environment, AWS_ENDPOINT_URL: second.environment['AWS_ENDPOINT_URL'] ?? '' }),
    });
    expect((await iam.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName).toBe('alice');
    expect(await second.end('SIGTERM')).toBe(0);
  });

  test('enforces policies unless it is told not to, and knows those that AWS manages', async () => {
    const { iam, environment, end } = await launch('--port', '0', '--no-enforcement', '--managed-policies');
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await iam.send(new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'alice' }));
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
    const alice = new IAMClient({ ...settings(environment), credentials });
    expect((await alice.send(new ListUsersCommand({}))).Users).toHaveLength(1);
    expect(await end()).toBe(0);
  });

  test('says what is wrong with a port that is taken', async () => {
    const { url, close } = await createAws().listen();
    const { port } = new URL(url);
    const { status, stderr } = fail('--port', port);
    await close();
    expect(stderr).toBe(
      `leastwise-emulator: cannot listen on \`127.0.0.1:${port}\`: another program listens there\n  choose another port, or 0 for one that is free\n`,
    );
    expect(status).toBe(1);
  });
});

test('a host that is not of this machine is answered with one that is', async () => {
  await expect(createAws().listen({ host: '203.0.113.1' })).rejects.toMatchObject({
    code: 'CANNOT_LISTEN',
    what: expect.stringContaining('this machine has no such address'),
    hint: expect.stringContaining('127.0.0.1'),
  });
});

test('a snapshot that is none is refused without a word of it, and not touched', () => {
  const file = join(folder, 'state.json');
  writeFileSync(file, '{"password": hunter2}');
  expect(() => openSnapshotFile(file)).toThrow('this file is not JSON');
  expect(() => openSnapshotFile(file)).not.toThrow('hunter2');
  expect(readFileSync(file, 'utf8')).toBe('{"password": hunter2}');
});

test('a snapshot that could not be saved in the end is refused in the beginning', () => {
  expect(openSnapshotFile(join(folder, 'new.json'))).toBeUndefined();
  expect(() => openSnapshotFile(join(folder, 'none', 'new.json'))).toThrow(
    expect.objectContaining({ code: 'SNAPSHOT_FILE', what: expect.stringContaining('ENOENT') as string }),
  );
  expect(() => openSnapshotFile(folder)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_FILE' }));
});

describe('options', () => {
  test('without any it listens on the loopback interface and enforces', () => {
    expect(readOptions([])).toMatchObject({
      host: '127.0.0.1',
      port: USUAL_PORT,
      enforcement: true,
      accounts: [],
    });
  });

  test('all of them are read', () => {
    const line =
      '-p 0 --host ::1 --account 000000000001 --accounts 000000000002,000000000003 --region eu-west-1 --snapshot a.json --no-enforcement --managed-policies --throttle';
    expect(readOptions(line.split(' '))).toEqual({
      ...{ help: false, version: false, host: '::1', port: 0, account: '000000000001' },
      ...{ accounts: ['000000000002', '000000000003'], region: 'eu-west-1', snapshot: 'a.json' },
      ...{ enforcement: false, managedPolicies: true, throttle: true },
    });
  });

  test.each([
    [['--prot', '1'], /unknown option '--prot'.*did you mean `--port`/],
    [['--port', '99999'], /from 0 to 65535, not `99999`/],
    [['--port', '1e3'], /not `1e3`/],
    [['--port'], /'-p, --port <value>' argument missing(?!.*did you mean)/],
    [['--account', '12'], /twelve digits, not `12`/],
    [['--accounts', '444455556666,12'], /twelve digits, not `12`/],
    [['--region', '$(reboot)'], /as in `eu-west-1`, not `\$\(reboot\)`/],
    [['--region', ''], /as in `eu-west-1`, not ``/],
    [['start'], /unexpected argument 'start'/],
  ])('%j is refused with what was meant', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  test('accounts may have blanks between them', () => {
    expect(readOptions(['--accounts', '000000000002, 000000000003,']).accounts).toEqual([
      '000000000002',
      '000000000003',
    ]);
  });

  test('only a host that others can reach is warned of', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost']) expect(warning(host)).toBeUndefined();
    for (const host of ['0.0.0.0', '::', '192.168.1.2'])
      expect(warning(host)).toContain('nothing is encrypted');
  });
});
