import { type Clock, LeastwiseError, systemClock } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import { assume, type AssumeOptions, type RoleName } from './assume.ts';
import { createGuard } from './authorization/guard.ts';
import type { World } from './endpoint.ts';
import type { AwsServer } from './http-server.ts';
import { addAwsPolicies } from './iam/aws-policies.ts';
import { addAccessKey } from './iam/access-keys.ts';
import { type Organization, readOrganization } from './organization.ts';
import { createIds, type RandomBytes, systemRandom } from './random.ts';
import {
  createRotationFunctions,
  type RotationFailure,
  type RotationFunction,
} from './rotation-functions.ts';
import { createRequestHandler, type RequestHandler } from './request-handler.ts';
import { type Account, addAccount, type Controls, createCloud } from './state.ts';
import type { JsonWebKeySet } from './sts/web-identity.ts';

/** How an emulated AWS is made. */
export interface AwsOptions {
  /** Twelve digits; `111122223333` unless said otherwise. */
  readonly account?: string;
  /** The region that its clients are set to; `us-east-1` unless said otherwise. */
  readonly region?: string;
  /** Where it reads the time from; the machine's clock unless said otherwise. */
  readonly clock?: Clock;
  /** Where ids and keys come from; the machine's cryptographic source unless said otherwise. */
  readonly random?: RandomBytes;
  /** Further accounts; those of the organisation are added without being named here. */
  readonly accounts?: readonly string[];
  /** The organisation that the accounts belong to, with its policies; none unless said otherwise. */
  readonly organization?: Organization;
  /**
   * The public keys of OpenID Connect issuers, by issuer (`https://token.actions.githubusercontent.com`), each a JSON Web Key
   * Set: what AWS would fetch from them to check a web identity token.
   */
  readonly issuers?: Readonly<Record<string, JsonWebKeySet>>;
  /**
   * What the dates of signatures are held against: the machine's clock unless said otherwise, because that is what SDK clients
   * sign by, even where `clock` is another.
   */
  readonly signingClock?: Clock;
  /**
   * The policies that AWS manages, as far as they are needed, by what comes after `arn:aws:iam::aws:policy/` in their ARNs:
   * `AmazonS3ReadOnlyAccess`, `service-role/AWSLambdaBasicExecutionRole`. None unless said otherwise.
   */
  readonly managedPolicies?: Readonly<Record<string, PolicyDocument>>;
  /** What stands in for the Lambda functions that rotate secrets, by ARN. */
  readonly rotationFunctions?: Readonly<Record<string, RotationFunction>>;
  /** In milliseconds: how long a copy of a secret takes to reach another region; none unless said otherwise. */
  readonly replicationDelay?: number;
  /** Lets every request pass that is signed, whatever policies say; for tests of other things. */
  readonly unsafeWithoutEnforcement?: boolean;
}

/** A long-term access key, or with `sessionToken` a temporary one. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Credentials as CreateAccessKey and AssumeRole answer them. */
export interface IssuedCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

/** What `new IAMClient(...)`, `new STSClient(...)` and `new SecretsManagerClient(...)` take. */
export interface ClientConfig {
  region: string;
  credentials: AwsCredentials;
  requestHandler: RequestHandler;
}

/** An emulated AWS. */
export interface Aws {
  /** The account's id. */
  readonly account: string;
  /** The ids of all accounts, the first of which is `account`. */
  readonly accounts: readonly string[];
  /**
   * The settings of a client that acts as the root of an account, the first one unless said otherwise.
   *
   * @throws LeastwiseError `NO_SUCH_ACCOUNT`
   */
  rootClientConfig(options?: { readonly account?: string }): ClientConfig;
  /**
   * Locks the root of an account away: from now on its keys and sessions are refused.
   *
   * @throws LeastwiseError `NO_SUCH_ACCOUNT`
   */
  lockRoot(options?: { readonly account?: string }): void;
  /**
   * Lets a service, a user or a role assume a role, if the trust policy allows it, and gives the settings of a client that acts in that
   * session.
   *
   * @throws LeastwiseError `ACCESS_DENIED` with AWS's words for why, `NO_SUCH_PRINCIPAL`
   * @example
   * ```ts no-run
   * import { IAMClient } from '@aws-sdk/client-iam';
   * import { createAws } from '@leastwise/emulator';
   * import { principal } from '@leastwise/policy';
   *
   * const cloud = createAws();
   * const role = 'arn:aws:iam::111122223333:role/churn-training';
   * const session = new IAMClient(await cloud.assume(role, { as: principal.services.sagemaker }));
   * ```
   */
  assume(role: RoleName, options: AssumeOptions): Promise<ClientConfig>;
  /**
   * The settings of a client that acts with other credentials: in the SDK's form, or as CreateAccessKey and AssumeRole
   * answered them.
   *
   * @throws LeastwiseError `CREDENTIALS_MISSING` where the answer holds no key.
   */
  clientConfig(credentials: AwsCredentials | IssuedCredentials | undefined): ClientConfig;
  /** Waits until no rotation function runs, and gives the steps that failed since this was last asked. */
  rotationsSettled(): Promise<readonly RotationFailure[]>;
  /**
   * Serves the same AWS over HTTP on the loopback interface.
   *
   * @throws the system's error where the port is taken.
   */
  listen(options?: { readonly port?: number }): Promise<AwsServer>;
}

/**
 * Makes an AWS of one account in memory: IAM, STS and Secrets Manager, empty but for the account's root.
 *
 * @throws LeastwiseError `MALFORMED_ACCOUNT` for an account id that is not twelve digits.
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
  const { account = '111122223333', region = 'us-east-1' } = options;
  const controls = options.organization ? readOrganization(options.organization) : undefined;
  const ids = [...new Set([account, ...(options.accounts ?? []), ...(controls?.keys() ?? [])])];
  ids.forEach(checkAccountId);
  const world = createWorld(options);
  addAwsPolicies(world, options.managedPolicies ?? {});
  const roots = new Map(ids.map((id) => [id, openAccount(world, id, controls?.get(id))]));
  const requestHandler = createRequestHandler(world);
  const clientConfig: Aws['clientConfig'] = (given) => ({
    region,
    credentials: toCredentials(given),
    requestHandler,
  });
  const open = (id: string): OpenAccount => roots.get(id) ?? noAccount(id, ids);
  return {
    account,
    accounts: ids,
    rootClientConfig: (of = {}) => clientConfig(open(of.account ?? account).root),
    clientConfig,
    lockRoot: (of = {}) => void (open(of.account ?? account).account.rootLocked = true),
    assume: async (role, how) => {
      const { accessKeyId, secret, token } = await assume(world, open(account).account, role, how);
      return clientConfig({ accessKeyId, secretAccessKey: secret, sessionToken: token });
    },
    rotationsSettled: () => world.functions.settled(),
    // Loaded when it is asked for: everything else runs without Node's modules.
    listen: async ({ port = 0 } = {}) => (await import('./http-server.ts')).listen(world, port),
  };
}

function createWorld(options: AwsOptions): World {
  return {
    cloud: createCloud(),
    clock: options.clock ?? systemClock,
    ids: createIds(options.random ?? systemRandom),
    guard: createGuard(),
    enforce: options.unsafeWithoutEnforcement !== true,
    signingClock: options.signingClock ?? systemClock,
    issuers: options.issuers ?? {},
    functions: createRotationFunctions(options.rotationFunctions ?? {}),
    replicationDelay: options.replicationDelay ?? 0,
  };
}

interface OpenAccount {
  readonly account: Account;
  readonly root: AwsCredentials;
}

function openAccount(world: World, id: string, controls: Controls | undefined): OpenAccount {
  const now = world.clock.now();
  const account = addAccount(world.cloud, id, now);
  account.controls = controls;
  const key = addAccessKey(world, now, id, id, account.rootAccessKeyIds);
  return { account, root: { accessKeyId: key.id, secretAccessKey: key.secret } };
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

function toCredentials(given: AwsCredentials | IssuedCredentials | undefined): AwsCredentials {
  if (given && 'accessKeyId' in given) return given;
  const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) {
    throw new LeastwiseError({
      code: 'CREDENTIALS_MISSING',
      what: 'these credentials hold no access key id or no secret access key',
      hint: 'pass the `AccessKey` that CreateAccessKey answered or the `Credentials` that AssumeRole answered',
    });
  }
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return SessionToken === undefined ? credentials : { ...credentials, sessionToken: SessionToken };
}
