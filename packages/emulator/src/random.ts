/** A source of that many random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The machine's own source. It is asked for many bytes at once, because asking is what takes time; none is given twice. */
export const systemRandom: RandomBytes = (length) => {
  if (length > POOL) return crypto.getRandomValues(new Uint8Array(length));
  if (given + length > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(POOL));
    given = 0;
  }
  given += length;
  return pool.subarray(given - length, given);
};

const POOL = 4096;
let pool = new Uint8Array(0);
let given = 0;

/** Makes whatever AWS would make up. */
export interface Ids {
  /** `AIDA` and 17 characters. The prefixes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly unique: (prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA' | 'AIPA') => string;
  /** `AKIA` and 16 characters; `ASIA` for a temporary one. */
  readonly accessKeyId: (prefix: 'AKIA' | 'ASIA') => string;
  readonly secretAccessKey: () => string;
  readonly sessionToken: () => string;
  readonly uuid: () => string;
  /** The six characters that end a secret's ARN. */
  readonly secretSuffix: () => string;
  /** So many characters, each one of the alphabet. */
  readonly text: (length: number, alphabet: string) => string;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE64 = `${LETTERS}0123456789+/`;

export function createIds(random: RandomBytes): Ids {
  const text = (length: number, alphabet: string): string => pick(random, length, alphabet);
  return {
    unique: (prefix) => prefix + text(17, UPPER),
    accessKeyId: (prefix) => prefix + text(16, UPPER),
    secretAccessKey: () => text(40, BASE64),
    sessionToken: () => text(200, BASE64),
    uuid: () => formatUuid(random(16)),
    secretSuffix: () => text(6, LETTERS),
    text,
  };
}

/** Bytes past the last full round of the alphabet are thrown away, so that every character is equally likely. */
function pick(random: RandomBytes, length: number, alphabet: string): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < fair) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

/** The version, 4, and the variant, of which two bits are the id's own: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4 */
function formatUuid(bytes: Uint8Array): string {
  const own = Buffer.from(bytes);
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x40;
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80;
  const digits = own.toString('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
