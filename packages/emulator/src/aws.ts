import type { AssumeOptions, RoleName } from './assume.ts';
import type { CallLog } from './call-log/recorded-call.ts';
import type { FaultControls } from './faults/fault.ts';
import type { AwsServer, ListenOptions } from './http-server.ts';
import type { RequestHandler } from './request-handler.ts';
import type { RotationFailure } from './rotation-functions.ts';
import type { Snapshot, SnapshotOptions } from './snapshot/snapshot.ts';

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
  /** What goes wrong: for tests of what code does then. */
  readonly faults: FaultControls;
  /** Which calls were made, by whom, and what was decided of them. */
  readonly calls: CallLog;
  /**
   * Everything that there is, as plain data that JSON can hold: save it, and start from it with `createAws({ snapshot })`.
   *
   * The values of secrets, the secrets of access keys, sessions and passwords are left out, and what needs them is of no use in what
   * starts from it. `unsafeWithSecrets` puts all of them in, readable by whoever has the snapshot. What is stored in S3 is in it either
   * way; what goes wrong, the calls that were made and what is given to `createAws` are not.
   */
  snapshot(options?: SnapshotOptions): Snapshot;
  /**
   * Starts the rotations whose time has come by the clock, waits until no rotation function runs, and gives the steps that failed since
   * this was last asked.
   */
  rotationsSettled(): Promise<readonly RotationFailure[]>;
  /**
   * Serves the same AWS over HTTP: on a free port of the loopback interface unless said otherwise. With another `host`, whoever reaches
   * it can try to sign requests; the connection is not encrypted.
   *
   * @throws LeastwiseError `CANNOT_LISTEN` where the port is taken or the host is not of this machine
   */
  listen(options?: ListenOptions): Promise<AwsServer>;
}
