import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type CallEvent,
  type Clock,
  checkParameter,
  createCaller,
  LeastwiseError,
  type Secret,
  systemClock,
} from '@leastwise/core';
import { type Duration, parseDuration } from '../duration.ts';
import { type CachedValue, createCachedSecret } from './cached-secret.ts';
import { refreshOnRefusal } from './refresh-on-refusal.ts';

/** What {@link credentialsFromSecret} takes. */
export interface SecretCredentialsOptions {
  /** A client that may read the secret; its own credentials come from elsewhere, such as a role. */
  readonly secretsManager: SecretsManagerClient;
  /** The secret's name or ARN. */
  readonly secret: string;
  /** How long a value is used before the secret is read again; five minutes unless said otherwise. */
  readonly cacheTtl?: Duration;
  /**
   * How much longer it is used while Secrets Manager cannot be read; 55 minutes unless said otherwise. `cacheTtl + staleFor` is
   * what the `cacheTtl` of the rotation's `consumers` has to cover.
   */
  readonly staleFor?: Duration;
  readonly clock?: Clock;
  /** Learns of every request for the secret. No event holds a value. */
  readonly onEvent?: (event: CallEvent) => void;
}

/** An access key as the AWS SDK takes it. It is not wrapped, because the SDK has to read it: never log it. */
export interface ExpiringCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When to ask again. */
  readonly expiration: Date;
}

/** A credential provider of the AWS SDK that reads a secret, and what else can be done with the same cache. */
export interface SecretCredentials {
  (): Promise<ExpiringCredentials>;
  /** Everything in a secret that holds a JSON object, access key or not. */
  get(): Promise<Secret<Readonly<Record<string, unknown>>>>;
  /** Has the next use read the secret. */
  invalidate(): void;
  /** Lets a client retry once with the secret's new value where AWS does not accept the old one; gives the same client. */
  attach<Client extends { middlewareStack: object }>(client: Client): Client;
}

/**
 * The SDK keeps credentials until five minutes before they expire. Ours expire earlier, so that it asks for them at every call and
 * a key that was refused is not used again; the cache is here.
 */
const SDK_KEEPS_NOTHING = 4 * 60_000;
/** Somebody waits for the credentials, and there may be older ones. */
const PATIENCE = 5_000;

/**
 * Reads an access key from a secret, for the clients of the program that uses it. A rotation is not noticed: the value is read again
 * every `cacheTtl`, and on a client that is attached also as soon as AWS refuses the key. Reads at the same time are one request. Where
 * Secrets Manager fails, the last value serves for `staleFor` more.
 *
 * @throws LeastwiseError `MALFORMED_DURATION`, `OPTION_MISSING`; from the provider and from `get`: `NOT_JSON`, `NOT_A_KEY` (provider), and what
 * core's `createCaller` throws where nothing usable is known.
 *
 * @example
 * ```ts no-run
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
 * import { credentialsFromSecret } from '@leastwise/rotate';
 *
 * const secretsManager = new SecretsManagerClient();
 * const credentials = credentialsFromSecret({ secretsManager, secret: 'ml/aml-packt' });
 * const s3 = credentials.attach(new S3Client({ credentials }));
 * ```
 */
export function credentialsFromSecret(options: SecretCredentialsOptions): SecretCredentials {
  checkParameter('options', options, 'object');
  const { secretsManager, secret, clock = systemClock, onEvent } = options;
  // The boundary to programs without types.
  if ((secretsManager as unknown) === undefined) throw missingClient();
  checkParameter('options', options, {
    secretsManager: 'client',
    secret: 'text',
    'clock?': { now: 'function' },
    'onEvent?': 'function',
  });
  const cache = createCachedSecret({
    secretsManager,
    secret,
    clock,
    caller: createCaller({ clock, patience: PATIENCE, ...(onEvent ? { onEvent } : {}) }),
    cacheTtl: parseDuration(options.cacheTtl ?? '5m', '$.cacheTtl'),
    staleFor: parseDuration(options.staleFor ?? '55m', '$.staleFor'),
  });
  const provide = async (): Promise<ExpiringCredentials> =>
    credentialsOf(await cache.get(), secret, clock.now() + SDK_KEEPS_NOTHING);
  return Object.freeze(
    Object.assign(provide, {
      get: async () => (await cache.get()).members,
      invalidate: () => cache.invalidate(),
      attach: <Client extends { middlewareStack: object }>(client: Client): Client => {
        refreshOnRefusal(client, cache);
        return client;
      },
    }),
  );
}

function credentialsOf({ members }: CachedValue, secret: string, until: number): ExpiringCredentials {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = members.reveal();
  if (typeof accessKeyId === 'string' && typeof secretAccessKey === 'string') {
    return { accessKeyId, secretAccessKey, expiration: new Date(until) };
  }
  throw new LeastwiseError({
    code: 'NOT_A_KEY',
    what: `the secret \`${secret}\` does not hold an access key`,
    path: secret,
    hint: 'its value has the texts AccessKeyId and SecretAccessKey; for anything else there is `get()`',
  });
}

function missingClient(): LeastwiseError {
  return new LeastwiseError({
    code: 'OPTION_MISSING',
    what: '`secretsManager` is missing',
    path: '$.secretsManager',
    hint: 'credentialsFromSecret takes { secretsManager, secret }',
  });
}
