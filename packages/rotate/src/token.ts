import { createHash } from 'node:crypto';
import { canonicalJson } from '@leastwise/core';

/** The namespace of leastwise's tokens: a UUID made once, never to be changed. */
const NAMESPACE = 'e0b7d4c6-51f2-4a3e-9d68-7c1f6b0a92e5';

/**
 * The version id of the n-th intent to replace a version. Whoever comes to the same conclusion comes to the same id, and
 * Secrets Manager lets a version be created once: that is the lock.
 */
export function intentToken(secretArn: string, base: string, attempt: number): string {
  return uuidV5(NAMESPACE, canonicalJson(['intent', secretArn, base, attempt]));
}

/**
 * The version id under which a key is stored, so that storing it again is the same as having stored it. `beside` is the version
 * whose other fields it was given since.
 */
export function keyToken(secretArn: string, accessKeyId: string, beside?: string): string {
  const name = ['key', secretArn, accessKeyId, ...(beside === undefined ? [] : [beside])];
  return uuidV5(NAMESPACE, canonicalJson(name));
}

/** The version id of the n-th value made to replace a version: whoever makes one second finds it taken. */
export function valueToken(secretArn: string, base: string, attempt: number): string {
  return uuidV5(NAMESPACE, canonicalJson(['value', secretArn, base, attempt]));
}

/** The version id of the n-th announcement of a value to replace a version: a version is created once, so this is the lock. */
export function announcementToken(secretArn: string, base: string, attempt: number): string {
  return uuidV5(NAMESPACE, canonicalJson(['announcement', secretArn, base, attempt]));
}

/** More attempts than anybody makes: each is a value that was refused. */
const ATTEMPTS = 20;

/** Whether a version id is of a value made to replace `base`. */
export function isMintedFrom(arn: string, base: string, versionId: string): boolean {
  return Array.from({ length: ATTEMPTS }, (_, attempt) => valueToken(arn, base, attempt)).includes(versionId);
}

/** A UUID that follows from a name. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5 */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name);
  const bytes = hash.digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
