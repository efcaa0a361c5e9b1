import { LeastwiseError, systemClock } from '@leastwise/core';
import { assume } from './assume.ts';
import { createGuard } from './authorization/guard.ts';
import type { Aws, AwsCredentials } from './aws.ts';
import { createRecorder } from './call-log/call-log.ts';
import { checkAwsOptions, checkMethodOptions } from './check-options.ts';
import { createHistory } from './consistency/history.ts';
import type { World } from './endpoint.ts';
import { createFaults } from './faults/faults.ts';
import { addAwsPolicies } from './iam/aws-policies.ts';
import { QUOTAS } from './iam/quotas.ts';
import { addAccessKey } from './iam/access-keys.ts';
import type { AwsOptions } from './options.ts';
import { readOrganization } from './organization.ts';
import { createIds, systemRandom } from './random.ts';
import { createRotationFunctions } from './rotation-functions.ts';
import { createRequestHandler } from './request-handler.ts';
import { startDueRotations } from './secrets-manager/scheduled-rotation.ts';
import { readSnapshot } from './snapshot/read-snapshot.ts';
import { takeSnapshot } from './snapshot/snapshot.ts';
import { type Account, addAccount, type Cloud, type Controls, createCloud } from './state.ts';
import { createThrottle } from './throttle/throttle.ts';
import { toCredentials } from './to-credentials.ts';

/**
 * Makes an AWS of one account in memory: IAM, STS and Secrets Manager, empty but for the account's root.
 *
 * @throws LeastwiseError `MALFORMED_ACCOUNT` for an account id that is not twelve digits; `UNKNOWN_OPERATION`, `INVALID_FAULT`,
 * `INVALID_RATE`, for programs without types `UNKNOWN_OPTION`, `MALFORMED_PARAMETER`, and for a snapshot that cannot be read `MALFORMED_SNAPSHOT` or `SNAPSHOT_VERSION`
 *
 * @example
 * ```ts no-run
 * import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
 * import { createAws } from '@leastwise/emulator';
 *
 * const cloud = createAws();
 * const iam = new IAMClient(cloud.rootClientConfig());
 * await iam.send(new CreateUserCommand({ UserName: 'alice' }));
 * ```
 */
export function createAws(options: AwsOptions = {}): Aws {
  checkAwsOptions(options);
  const cloud = options.snapshot === undefined ? createCloud() : readSnapshot(options.snapshot);
  const { account = firstOf(cloud), region = 'us-east-1' } = options;
  const controls = options.organization ? readOrganization(options.organization) : undefined;
  const ids = [
    ...new Set([account, ...(options.accounts ?? []), ...(controls?.keys() ?? []), ...cloud.accounts.keys()]),
  ];
  ids.forEach(checkAccountId);
  const world = createWorld(options, cloud);
  addAwsPolicies(world, options.managedPolicies ?? {});
  const roots = new Map(ids.map((id) => [id, openAccount(world, id, controls?.get(id))]));
  const requestHandler = createRequestHandler(world);
  const clientConfig: Aws['clientConfig'] = (given) => ({
    region,
    credentials: toCredentials(given),
    requestHandler,
  });
  const ofAccount = (of: { readonly account?: string }): OpenAccount => {
    checkMethodOptions(of, { 'account?': 'text' });
    return open(of.account ?? account);
  };
  const open = (id: string): OpenAccount => roots.get(id) ?? noAccount(id, ids);
  return {
    account,
    accounts: ids,
    rootClientConfig: (of = {}) => clientConfig(ofAccount(of).root),
    clientConfig,
    lockRoot: (of = {}) => void (ofAccount(of).account.rootLocked = true),
    assume: async (role, how) => {
      const { accessKeyId, secret, token } = await assume(world, open(account).account, role, how);
      return clientConfig({ accessKeyId, secretAccessKey: secret, sessionToken: token });
    },
    faults: world.faults,
    calls: world.recorder.log,
    snapshot: (how = {}) => {
      checkMethodOptions(how, { 'unsafeWithSecrets?': 'boolean' });
      return takeSnapshot(cloud, how);
    },
    rotationsSettled: () => {
      startDueRotations(world);
      return world.functions.settled();
    },
    // Loaded when it is asked for: most tests need no server.
    listen: async (how = {}) => {
      checkMethodOptions(how, { 'port?': 'number', 'host?': 'text', 'requestTimeout?': 'number' });
      return (await import('./http-server.ts')).listen(world, how);
    },
  };
}

function createWorld(options: AwsOptions, cloud: Cloud): World {
  const { consistency = {} } = options;
  const history = createHistory();
  if (consistency.reads !== undefined || consistency.policies !== undefined) history.start();
  return {
    cloud,
    clock: options.clock ?? systemClock,
    ids: createIds(options.random ?? systemRandom),
    guard: createGuard(),
    enforce: options.unsafeWithoutEnforcement !== true,
    signingClock: options.signingClock ?? systemClock,
    issuers: options.issuers ?? {},
    functions: createRotationFunctions(options.rotationFunctions ?? {}),
    replicationDelay: options.replicationDelay ?? 0,
    quotas: { ...QUOTAS, ...options.quotas },
    consistency,
    history,
    faults: createFaults(options.faultSeed ?? 1, options.faults ?? [], history.start),
    throttle: createThrottle(options.throttle ?? false),
    recorder: createRecorder(),
  };
}

interface OpenAccount {
  readonly account: Account;
  readonly root: AwsCredentials;
}

function openAccount(world: World, id: string, controls: Controls | undefined): OpenAccount {
  const now = world.clock.now();
  const account = world.cloud.accounts.get(id) ?? addAccount(world.cloud, id, now);
  if (controls) account.controls = controls;
  // A snapshot without secrets has none.
  const own = account.rootAccessKeyIds.map((keyId) => world.cloud.accessKeys.get(keyId));
  const key = own[0] ?? addAccessKey(world, now, id, id, account.rootAccessKeyIds);
  return { account, root: { accessKeyId: key.id, secretAccessKey: key.secret } };
}

function firstOf({ accounts }: Cloud): string {
  const [first = '111122223333'] = accounts.keys();
  return first;
}

function checkAccountId(id: string): void {
  if (/^\d{12}$/.test(id)) return;
  throw new LeastwiseError({
    code: 'MALFORMED_ACCOUNT',
    what: `an account id has 12 digits, not \`${id}\``,
    hint: 'write it with its leading zeros, as in `111122223333`',
  });
}

function noAccount(id: string, ids: readonly string[]): never {
  throw new LeastwiseError({
    code: 'NO_SUCH_ACCOUNT',
    what: `there is no account \`${id}\` here`,
    hint: `the accounts are ${ids.join(', ')}: name others in createAws({ accounts: [...] })`,
  });
}
