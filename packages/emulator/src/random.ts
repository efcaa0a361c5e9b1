/** A source of that many random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The machine's own source. */
export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

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

function formatUuid(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte, i) => {
    const versioned = i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte;
    return versioned.toString(16).padStart(2, '0');
  }).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
