import { inspect } from 'node:util';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  type IAMClientConfig,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import {
  handClock,
  jsonError,
  networkError,
  queryError,
  queryReply,
  type Scripted,
  scriptedEndpoint,
  type ScriptedEndpoint,
} from '../test/scripted-endpoint.ts';
import { type CallEvent, type CallerOptions, createCaller } from './caller.ts';
import { LeastwiseError } from './errors.ts';
import { awsErrorName } from './failure.ts';
import { secret } from './secret.ts';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the-signing-key' };
const role = { RoleName: 'training', AssumeRolePolicyDocument: '{}' };
const ROLE = queryReply('CreateRole', '<Role><RoleName>training</RoleName></Role>');
const READ = queryReply('GetRole', '<Role><RoleName>training</RoleName></Role>');

function iamAt(endpoint: ScriptedEndpoint, config: IAMClientConfig = {}): IAMClient {
  return new IAMClient({
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    requestHandler: endpoint.requestHandler,
    ...config,
  });
}

function secretsManagerAt(endpoint: ScriptedEndpoint): SecretsManagerClient {
  return new SecretsManagerClient({
    region: 'eu-west-1',
    credentials: CREDENTIALS,
    requestHandler: endpoint.requestHandler,
  });
}

function start(options: CallerOptions, ...script: [Scripted, ...Scripted[]]) {
  const endpoint = scriptedEndpoint(...script);
  const events: CallEvent[] = [];
  const clock = handClock();
  const caller = createCaller({ clock, random: () => 0, onEvent: (event) => events.push(event), ...options });
  return {
    endpoint,
    events,
    clock,
    caller,
    iam: iamAt(endpoint),
    secretsManager: secretsManagerAt(endpoint),
  };
}

/** The error that a call ends in; fails the test when it does not. */
async function failureOf(call: Promise<unknown>): Promise<LeastwiseError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof LeastwiseError) return outcome;
  throw new Error('expected a LeastwiseError', { cause: outcome });
}

describe('a request', () => {
  test('is named by the id that AWS gave it, refused or not', async () => {
    const refused = queryError('NoSuchEntity', 'no such role', 404);
    const { caller, iam, events } = start({}, refused);
    await failureOf(caller.read(iam, new GetRoleCommand({ RoleName: 'x' })));
    expect(events[0]?.requestId).toBe(/<RequestId>(.*)<\/RequestId>/.exec(refused.body)?.[1]);
    expect(events[0]?.requestId).toBeDefined();
  });

  test('waits for its pace, which learns what AWS answered', async () => {
    const heard: string[] = [];
    const pace = {
      before: (kind: string) => Promise.resolve(void heard.push(`before ${kind}`)),
      after: (kind: string, answer: string) => void heard.push(`${kind} ${answer}`),
    };
    const { caller, iam } = start({ pace }, queryError('Throttling', 'slow down', 400), ROLE);
    await caller.create(iam, new CreateRoleCommand(role));
    expect(heard).toEqual(['before create', 'create throttled', 'before create', 'create ok']);
  });
});

describe('a create', () => {
  test('gives back the reply and reports one request', async () => {
    const { caller, iam, endpoint, events } = start({}, ROLE);
    const { Role } = await caller.create(iam, new CreateRoleCommand(role));
    expect(Role?.RoleName).toBe('training');
    expect(endpoint.requests()).toBe(1);
    expect(events).toEqual([
      {
        type: 'call',
        service: 'IAM',
        operation: 'CreateRole',
        kind: 'create',
        attempt: 1,
        outcome: 'ok',
        milliseconds: 0,
      },
    ]);
  });

  test.each<[string, Scripted]>([
    ['a server error', queryError('ServiceFailure', 'try later', 500)],
    ['a gateway error that is no AWS reply', { status: 502, body: '<html>Bad gateway' }],
    ['a connection that is reset', networkError('ECONNRESET')],
    [
      'a socket that hangs up',
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', name: 'Error' }),
    ],
    ['a time-out', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
    ['a reply that is cut off', { status: 200, body: '<CreateRoleResponse><CreateRoleResult>' }],
  ])('is sent once when the outcome is unknown: %s', async (_, scripted) => {
    const { caller, iam, endpoint, events, clock } = start({}, scripted, ROLE);
    const error = await failureOf(caller.create(iam, new CreateRoleCommand(role)));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', path: 'IAM.CreateRole' });
    expect(error.hint).toContain('read the current state');
    expect(endpoint.requests()).toBe(1);
    expect(clock.slept).toEqual([]);
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  test.each(['Throttling', 'ConcurrentModification', 'EntityTemporarilyUnmodifiable'])(
    'is sent again after %s, which AWS answers before it acts',
    async (code) => {
      const { caller, iam, endpoint, clock } = start({}, queryError(code), ROLE);
      await caller.create(iam, new CreateRoleCommand(role));
      expect(endpoint.requests()).toBe(2);
      expect(clock.slept).toEqual([250]);
    },
  );

  test.each([{ maxAttempts: 5 }, { retryMode: 'adaptive', maxAttempts: 5 }])(
    'is one request on a client that is set to retry (%o)',
    async (config) => {
      const { caller, endpoint } = start({}, queryError('ServiceFailure', '', 500));
      await failureOf(caller.create(iamAt(endpoint, config), new CreateRoleCommand(role)));
      expect(endpoint.requests()).toBe(1);
    },
  );

  test('is one request also when the same command is sent a second time', async () => {
    const { caller, iam, endpoint } = start({}, queryError('ServiceFailure', '', 500));
    const command = new CreateRoleCommand(role);
    await failureOf(caller.create(iam, command));
    await failureOf(caller.create(iam, command));
    expect(endpoint.requests()).toBe(2);
  });

  test('is refused on a client that lets the SDK repeat calls on its own', async () => {
    const { caller, endpoint } = start({}, ROLE);
    const error = await failureOf(
      caller.create(iamAt(endpoint, { cacheMiddleware: true }), new CreateRoleCommand(role)),
    );
    expect(error.code).toBe('CLIENT_CACHES_MIDDLEWARE');
    expect(endpoint.requests()).toBe(0);
  });

  test('may run again once the SDK has learnt how wrong the clock is', async () => {
    const skewed = {
      ...queryError('RequestTimeTooSkewed', 'clock', 403),
      headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
    };
    const { caller, iam, endpoint } = start({}, skewed, ROLE);
    await caller.create(iam, new CreateRoleCommand(role));
    expect(endpoint.requests()).toBe(2);
  });
});

describe('a read or an idempotent write', () => {
  test('backs off 0.25, 0.5, 1, 2, 2 seconds on the injected clock and reports each request', async () => {
    const busy = queryError('ServiceFailure', '', 500);
    const { caller, iam, endpoint, events, clock } = start(
      {},
      busy,
      networkError('ECONNRESET'),
      busy,
      busy,
      busy,
      READ,
    );
    await caller.read(iam, new GetRoleCommand(role));
    expect(endpoint.requests()).toBe(6);
    expect(clock.slept).toEqual([250, 500, 1000, 2000, 2000]);
    expect(events.map(({ attempt, outcome, delay, error }) => [attempt, outcome, delay, error])).toEqual([
      [1, 'retry', 250, 'ServiceFailure'],
      [2, 'retry', 500, 'ECONNRESET'],
      [3, 'retry', 1000, 'ServiceFailure'],
      [4, 'retry', 2000, 'ServiceFailure'],
      [5, 'retry', 2000, 'ServiceFailure'],
      [6, 'ok', undefined, undefined],
    ]);
  });

  test('shortens each wait by up to a half', async () => {
    const { caller, iam, clock } = start({ random: () => 0.5 }, queryError('Throttling'), READ);
    await caller.read(iam, new GetRoleCommand(role));
    expect(clock.slept).toEqual([188]);
  });

  test('retries a write whose outcome is unknown', async () => {
    const { caller, iam, endpoint } = start({}, networkError('ECONNRESET'), queryReply('TagRole', ''));
    await caller.write(iam, new TagRoleCommand({ RoleName: 'training', Tags: [] }));
    expect(endpoint.requests()).toBe(2);
  });

  test('gives up when its patience is spent', async () => {
    const { caller, iam, endpoint, events } = start(
      { patience: 1_000 },
      queryError('Throttling', 'Rate exceeded'),
    );
    const error = await failureOf(caller.read(iam, new GetRoleCommand(role)));
    expect(error.code).toBe('THROTTLED');
    expect(error.message).toBe('AWS asked to slow down, 3 times (at IAM.GetRole): try again later');
    expect(endpoint.requests()).toBe(3);
    expect(events.at(-1)).toMatchObject({ outcome: 'failed', attempt: 3, error: 'Throttling' });
  });

  test('waits only for the refusals that it was told to wait for', async () => {
    const missing = queryError('NoSuchEntity', 'no role', 404);
    const patient = start({}, missing, READ);
    await patient.caller.read(patient.iam, new GetRoleCommand(role), { waitFor: ['NoSuchEntity'] });
    expect(patient.endpoint.requests()).toBe(2);

    const { caller, iam, endpoint } = start({}, missing, READ);
    const error = await failureOf(
      caller.read(iam, new GetRoleCommand(role), { waitFor: ['MalformedPolicyDocument'] }),
    );
    expect(error.code).toBe('AWS_REFUSED');
    expect(awsErrorName(error)).toBe('NoSuchEntity');
    expect(endpoint.requests()).toBe(1);
  });

  test('takes the name to wait for with or without its ending', async () => {
    const { caller, secretsManager, endpoint } = start({}, jsonError('ResourceNotFoundException'), {
      status: 200,
      body: '{"SecretString":"x"}',
    });
    const command = new GetSecretValueCommand({ SecretId: 'ml' });
    await caller.read(secretsManager, command, { waitFor: ['ResourceNotFoundException'] });
    expect(endpoint.requests()).toBe(2);
  });

  test('is not sent again to an endpoint whose replies are not those of AWS', async () => {
    const { caller, secretsManager, endpoint } = start({}, { status: 200, body: '<html>Welcome</html>' });
    const error = await failureOf(caller.read(secretsManager, new GetSecretValueCommand({ SecretId: 'ml' })));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', path: 'SecretsManager.GetSecretValue' });
    expect(error.hint).toContain('AWS_ENDPOINT_URL');
    expect(endpoint.requests()).toBe(1);
  });
});

describe('a failure that the person at the keyboard can mend', () => {
  const read = (script: Scripted): Promise<LeastwiseError> => {
    const { caller, iam } = start({}, script);
    return failureOf(caller.read(iam, new GetRoleCommand(role)));
  };

  test.each<[string, Scripted]>([
    ['ACCESS_DENIED', queryError('AccessDenied', 'User: u is not authorized to perform: iam:GetRole', 403)],
    ['CREDENTIALS_EXPIRED', queryError('ExpiredToken', 'expired', 403)],
    ['CREDENTIALS_NOT_ACCEPTED', queryError('InvalidClientTokenId', 'invalid', 403)],
    ['CREDENTIALS_NOT_ACCEPTED', queryError('SignatureDoesNotMatch', 'mismatch', 403)],
    ['ENDPOINT_UNREACHABLE', networkError('ECONNREFUSED')],
    ['ENDPOINT_UNREACHABLE', networkError('ENOTFOUND')],
    [
      'ENDPOINT_UNREACHABLE',
      new AggregateError([networkError('ECONNREFUSED'), networkError('ECONNREFUSED')]),
    ],
  ])('is %s, with the call and what to do', async (code, scripted) => {
    const error = await read(scripted);
    expect(error).toMatchObject({ code, path: 'IAM.GetRole' });
    expect(error.hint).toBeTruthy();
  });

  test('keeps what AWS said about who may not do what', async () => {
    const error = await read(
      queryError('AccessDenied', 'User: u is not authorized to perform: iam:GetRole', 403),
    );
    expect(error.message).toBe(
      'User: u is not authorized to perform: iam:GetRole (at IAM.GetRole): ask for that permission, or use another identity',
    );
    expect(awsErrorName(error)).toBe('AccessDenied');
  });

  test('says so when a refusal gives no reason', async () => {
    const error = await read({ status: 404, body: '' });
    expect(error).toMatchObject({
      code: 'AWS_REFUSED',
      what: 'the endpoint answered HTTP 404 without a reason',
    });
  });

  test('is a missing region', async () => {
    await withoutAwsSettings(async () => {
      const { caller, endpoint } = start({}, READ);
      const iam = new IAMClient({ credentials: CREDENTIALS, requestHandler: endpoint.requestHandler });
      const error = await failureOf(caller.read(iam, new GetRoleCommand(role)));
      expect(error).toMatchObject({ code: 'REGION_MISSING', path: 'IAM.GetRole' });
      expect(endpoint.requests()).toBe(0);
    });
  });

  test('is missing credentials', async () => {
    await withoutAwsSettings(async () => {
      const { caller, endpoint, events } = start({}, ROLE);
      const iam = new IAMClient({ region: 'eu-west-1', requestHandler: endpoint.requestHandler });
      const error = await failureOf(caller.create(iam, new CreateRoleCommand(role)));
      expect(error).toMatchObject({ code: 'CREDENTIALS_MISSING', path: 'IAM.CreateRole' });
      expect(awsErrorName(error)).toBeUndefined();
      expect(endpoint.requests()).toBe(0);
      expect(events).toMatchObject([{ operation: 'CreateRole', outcome: 'failed' }]);
    });
  });

  test('is a request that the SDK cannot build', async () => {
    const { caller, iam, endpoint } = start({}, READ);
    const broken = Object.defineProperty({}, 'RoleName', {
      enumerable: true,
      get: () => {
        throw new Error('no name');
      },
    });
    const error = await failureOf(caller.read(iam, new GetRoleCommand(broken as { RoleName: string })));
    expect(error.code).toBe('REQUEST_INVALID');
    expect(endpoint.requests()).toBe(0);
  });
});

describe('a stop by signal', () => {
  test('before the call sends nothing', async () => {
    const { caller, iam, endpoint } = start({ signal: AbortSignal.abort() }, ROLE);
    expect(await failureOf(caller.create(iam, new CreateRoleCommand(role)))).toMatchObject({
      code: 'ABORTED',
    });
    expect(endpoint.requests()).toBe(0);
  });

  test('during a request ends the call, which is not repeated', async () => {
    const controller = new AbortController();
    const { caller, endpoint, events } = start({ signal: controller.signal }, networkError('ECONNRESET'));
    const stopping = {
      ...endpoint.requestHandler,
      handle: (request: unknown) => {
        controller.abort();
        return endpoint.requestHandler.handle(request);
      },
    };
    const iam = iamAt(endpoint, { requestHandler: stopping });
    const error = await failureOf(caller.read(iam, new GetRoleCommand(role)));
    expect(error).toMatchObject({ code: 'ABORTED', path: 'IAM.GetRole' });
    expect(endpoint.requests()).toBe(1);
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  test('during a wait ends the call at once', async () => {
    const controller = new AbortController();
    const clock = {
      now: () => 0,
      sleep: (_: number, signal?: AbortSignal) => {
        controller.abort();
        return Promise.reject(signal?.reason instanceof Error ? signal.reason : new Error('unreached'));
      },
    };
    const { caller, iam, endpoint } = start({ signal: controller.signal, clock }, queryError('Throttling'));
    expect(await failureOf(caller.read(iam, new GetRoleCommand(role)))).toMatchObject({ code: 'ABORTED' });
    expect(endpoint.requests()).toBe(1);
  });
});

describe('a listener that throws', () => {
  test('does not make a call be repeated', async () => {
    const onEvent = (): void => {
      throw new Error('disk full');
    };
    const { caller, iam, endpoint } = start({ onEvent }, READ);
    await expect(caller.read(iam, new GetRoleCommand(role))).rejects.toThrow('disk full');
    expect(endpoint.requests()).toBe(1);
  });
});

describe('secrets', () => {
  const KEY = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const everything = (value: unknown): string =>
    inspect(value, { depth: 10, showHidden: true, getters: true });

  test.each<[string, Scripted]>([
    ['cut off', { status: 200, body: `<CreateAccessKeyResponse><SecretAccessKey>${KEY}` }],
    ['of another format', { status: 200, body: `{"SecretAccessKey":"${KEY}"}` }],
    ['broken and a refusal', { status: 400, body: `${KEY}<` }],
    ['broken and a server error', { status: 500, body: KEY }],
  ])('in a reply that is %s are in no error and no event', async (_, scripted) => {
    const { caller, iam, secretsManager, events } = start({ patience: 0 }, scripted);
    const errors = [
      await failureOf(caller.create(iam, new CreateAccessKeyCommand({ UserName: 'u' }))),
      await failureOf(caller.read(iam, new GetRoleCommand(role))),
      await caller
        .read(secretsManager, new GetSecretValueCommand({ SecretId: 's' }))
        .catch((error: unknown) => error),
    ];
    expect(everything([errors, events])).not.toContain(KEY.slice(0, 6));
    expect(JSON.stringify([errors, events])).not.toContain(KEY.slice(0, 6));
  });

  test('of the input are taken out of what AWS answers', async () => {
    const scripted = jsonError('InvalidRequestException', `the value ${KEY} is not allowed`);
    const { caller, secretsManager, events } = start({}, scripted);
    const error = await failureOf(
      caller.write(secretsManager, new PutSecretValueCommand({ SecretId: 's', SecretString: KEY }), {
        secrets: [secret(KEY)],
      }),
    );
    expect(error.message).toBe(
      'InvalidRequest: the value [redacted] is not allowed (at SecretsManager.PutSecretValue)',
    );
    expect(everything([error, events])).not.toContain(KEY);
  });

  test('that sign the request are in no error and no event', async () => {
    const { caller, iam, events } = start({}, queryError('AccessDenied', 'no', 403));
    const error = await failureOf(caller.read(iam, new GetRoleCommand(role)));
    expect(everything([error, events])).not.toContain(CREDENTIALS.secretAccessKey);
  });
});

/** Runs something as on a machine where nobody has set up AWS. */
async function withoutAwsSettings(run: () => Promise<void>): Promise<void> {
  const before = process.env;
  const others = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
  process.env = {
    ...Object.fromEntries(others),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
  try {
    await run();
  } finally {
    process.env = before;
  }
}
