import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Caller, type Clock, LeastwiseError, type Secret, secret as asSecret } from '@leastwise/core';

/** What one read of a secret gave. */
export interface CachedValue {
  readonly versionId: string;
  /** When it was read, in milliseconds since 1970. */
  readonly readAt: number;
  readonly members: Secret<Readonly<Record<string, unknown>>>;
}

/** A JSON secret that is read when it has to be. */
export interface CachedSecret {
  /** What is known without a request, however old. */
  peek(): CachedValue | undefined;
  /** The value, read again where the last read is too old; an older one where it cannot be read now. */
  get(): Promise<CachedValue>;
  /** Reads it now. Whoever asks meanwhile gets the same answer. */
  refresh(): Promise<CachedValue>;
  /** Whether a read is under way, which may have begun before what the caller has seen. */
  isReading(): boolean;
  invalidate(): void;
}

export interface CacheOptions {
  readonly secretsManager: SecretsManagerClient;
  readonly secret: string;
  readonly caller: Caller;
  readonly clock: Clock;
  /** How long a value is used without asking, and how much longer where asking fails; milliseconds. */
  readonly cacheTtl: number;
  readonly staleFor: number;
}

/** While Secrets Manager cannot be reached it is asked this often. */
const ASK_AGAIN = 10_000;

export function createCachedSecret(options: CacheOptions): CachedSecret {
  const { clock, cacheTtl, staleFor } = options;
  let known: CachedValue | undefined;
  let valid = false;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<CachedValue> | undefined;

  const refresh = (): Promise<CachedValue> => {
    reading ??= read(options)
      .then((value) => {
        known = value;
        valid = true;
        failedAt = Number.NEGATIVE_INFINITY;
        return value;
      })
      .catch((error: unknown) => {
        failedAt = clock.now();
        throw error;
      })
      .finally(() => (reading = undefined));
    return reading;
  };
  const usable = (): CachedValue | undefined =>
    known && clock.now() < known.readAt + cacheTtl + staleFor ? known : undefined;

  return {
    peek: () => known,
    invalidate: () => {
      valid = false;
    },
    refresh,
    isReading: () => reading !== undefined,
    get: async () => {
      if (known && valid && clock.now() < known.readAt + cacheTtl) return known;
      const stale = usable();
      if (stale && clock.now() < failedAt + ASK_AGAIN) return stale;
      try {
        return await refresh();
      } catch (error) {
        const fallback = usable();
        if (fallback) return fallback;
        throw error;
      }
    },
  };
}

async function read({ caller, secretsManager, secret, clock }: CacheOptions): Promise<CachedValue> {
  const command = new GetSecretValueCommand({ SecretId: secret });
  const { SecretString, VersionId = '' } = await caller.read(secretsManager, command);
  return { versionId: VersionId, readAt: clock.now(), members: parse(SecretString, secret) };
}

/** The parser's own error would quote the value. */
function parse(text: string | undefined, secret: string): CachedValue['members'] {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return asSecret({ ...value });
  } catch {
    // Said below, without the value.
  }
  throw new LeastwiseError({
    code: 'NOT_JSON',
    what: `the secret \`${secret}\` does not hold a JSON object`,
    path: secret,
    hint: 'store an object, such as {"AccessKeyId": ..., "SecretAccessKey": ...}',
  });
}
