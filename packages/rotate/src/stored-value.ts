import { canonicalJson, type Secret, secret } from '@leastwise/core';
import type { DerivedFields } from './access-key.ts';

/** An access key as it is kept in a version of the secret. */
export interface StoredKey {
  readonly kind: 'key';
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** The version id of the intent under which it was created; absent where somebody else stored it. */
  readonly intentId?: string;
  /** What else the user keeps beside the key; carried over to its successors. */
  readonly fields: Secret<Readonly<Record<string, unknown>>>;
}

/** The announcement that a key is about to be created: a lock, and how a key that was not stored is told from a stranger's. */
export interface Intent {
  readonly kind: 'intent';
  readonly holder: string;
  /** Milliseconds since 1970, by AWS's clock as far as the holder knew it. */
  readonly at: number;
  /** When others may take over, in milliseconds since 1970. */
  readonly deadline: number;
  /** The keys that the user had before. */
  readonly knownKeyIds: readonly string[];
  /** The version that is to be replaced; {@link NO_BASE} for a first key. */
  readonly base: string;
  readonly attempt: number;
}

/** What a version of the secret holds. */
export type StoredValue = StoredKey | Intent | { readonly kind: 'nothing' } | { readonly kind: 'other' };

/** The base of an intent where no key is current. */
export const NO_BASE = 'none';

/** Reads a version's value; what is neither a key nor an intent is never looked into further. */
export function readValue(text: string | undefined, derived?: DerivedFields): StoredValue {
  if (text === undefined) return { kind: 'nothing' };
  const members = parseObject(text);
  return (members && (readKey(members, derived) ?? readIntent(members))) ?? { kind: 'other' };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function readKey(members: Record<string, unknown>, derived?: DerivedFields): StoredKey | undefined {
  const { AccessKeyId: accessKeyId, SecretAccessKey: value, intentId, ...others } = members;
  const fields = Object.fromEntries(
    Object.entries(others).filter(([name]) => !derived?.names.includes(name)),
  );
  if (typeof accessKeyId !== 'string' || !/^\w{16,128}$/.test(accessKeyId)) return undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  return {
    kind: 'key',
    accessKeyId,
    secretAccessKey: secret(value),
    ...(typeof intentId === 'string' ? { intentId } : {}),
    fields: secret(fields),
  };
}

function readIntent(members: Record<string, unknown>): Intent | undefined {
  const { holder, at, deadline, knownKeyIds, base, attempt } = members;
  if (typeof holder !== 'string' || typeof base !== 'string') return undefined;
  if (typeof at !== 'number' || typeof deadline !== 'number' || typeof attempt !== 'number') return undefined;
  if (!Array.isArray(knownKeyIds)) return undefined;
  const ids = knownKeyIds.filter((id) => typeof id === 'string');
  return { kind: 'intent', holder, at, deadline, knownKeyIds: ids, base, attempt };
}

/** The value of an intent's version. The nonce makes two announcements differ that agree in everything else. */
export function writeIntent({ kind: _, ...intent }: Intent, nonce: string): string {
  return canonicalJson({ ...intent, nonce });
}

/** The value of a key's version. It is a secret from here on. */
export function writeKey(
  { accessKeyId, secretAccessKey, intentId, fields }: StoredKey,
  derived?: DerivedFields,
): Secret {
  return secret(
    JSON.stringify({
      ...fields.reveal(),
      ...derived?.of(accessKeyId, secretAccessKey).reveal(),
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey.reveal(),
      intentId,
    }),
  );
}
