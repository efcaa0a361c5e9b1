import { type Clock, LeastwiseError, systemClock } from '@leastwise/core';
import type { World } from './endpoint.ts';
import type { AwsServer } from './http-server.ts';
import { addAccessKey } from './iam/access-keys.ts';
import { createIds, type RandomBytes, systemRandom } from './random.ts';
import { createRequestHandler, type RequestHandler } from './request-handler.ts';
import { addAccount, createCloud } from './state.ts';

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
  /** The settings of a client that acts as the account's root. */
  rootClientConfig(): ClientConfig;
  /**
   * The settings of a client that acts with other credentials: in the SDK's form, or as CreateAccessKey and AssumeRole
   * answered them.
   *
   * @throws LeastwiseError `CREDENTIALS_MISSING` where the answer holds no key.
   */
  clientConfig(credentials: AwsCredentials | IssuedCredentials | undefined): ClientConfig;
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
  const {
    account = '111122223333',
    region = 'us-east-1',
    clock = systemClock,
    random = systemRandom,
  } = options;
  if (!/^\d{12}$/.test(account)) {
    throw new LeastwiseError({
      code: 'MALFORMED_ACCOUNT',
      what: `an account id has 12 digits, not \`${account}\``,
      hint: 'write it with its leading zeros, as in `111122223333`',
    });
  }
  const world: World = { cloud: createCloud(), clock, ids: createIds(random) };
  const now = clock.now();
  const { rootAccessKeyIds } = addAccount(world.cloud, account, now);
  const root = addAccessKey(world, now, account, account, rootAccessKeyIds);
  const requestHandler = createRequestHandler(world);
  const clientConfig: Aws['clientConfig'] = (given) => ({
    region,
    credentials: toCredentials(given),
    requestHandler,
  });
  return {
    account,
    rootClientConfig: () => clientConfig({ accessKeyId: root.id, secretAccessKey: root.secret }),
    clientConfig,
    // Loaded when it is asked for: everything else runs without Node's modules.
    listen: async ({ port = 0 } = {}) => (await import('./http-server.ts')).listen(world, port),
  };
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
