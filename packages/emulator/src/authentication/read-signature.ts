import { Refusal } from '../protocol/refusal.ts';
import type { WireRequest } from '../protocol/wire.ts';
import { remembering } from '../remembering.ts';

/** What a request says of its signature. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
export interface ClaimedSignature {
  /** In headers, or in the query of a presigned address. */
  readonly form: 'header' | 'query';
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** In lower case and in order. */
  readonly signedHeaders: ReadonlySet<string>;
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  /** The same in milliseconds since 1970. */
  readonly time: number;
  /** Of temporary credentials. */
  readonly token: string | undefined;
  /** How long a presigned address holds, in seconds. */
  readonly holds: number | undefined;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** A week. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const LONGEST_HOLD = 604_800;

/**
 * Reads the signature of a request; nothing where it has none.
 *
 * @throws Refusal for half a signature.
 */
export function readSignature(request: WireRequest): ClaimedSignature | undefined {
  const { authorization } = request.headers;
  // Most requests have no query, and taking one apart takes longer than all of a header.
  const query = request.query === '' ? undefined : new URLSearchParams(request.query.replaceAll('+', '%2B'));
  if (query?.has('X-Amz-Algorithm')) {
    if (authorization !== undefined) {
      throw incomplete(
        'Only one of the Authorization header and the X-Amz-Algorithm query parameter is allowed.',
      );
    }
    return fromQuery(query);
  }
  return authorization === undefined ? undefined : fromHeaders(authorization, request.headers);
}

function fromHeaders(authorization: string, headers: WireRequest['headers']): ClaimedSignature {
  const [algorithm, rest] = splitOnce(authorization, ' ');
  if (algorithm !== ALGORITHM)
    throw incomplete(`The Authorization header is not of the form ${ALGORITHM} ...`);
  const { credential, signed, signature } = partsOf(rest);
  const timestamp = headers['x-amz-date'];
  if (timestamp === undefined)
    throw incomplete("Authorization header requires existence of an 'X-Amz-Date' header.");
  return {
    form: 'header',
    ...scopeOf(credential),
    signedHeaders: headersIn(signed),
    signature,
    timestamp,
    time: timeOf(timestamp),
    token: headers['x-amz-security-token'],
    holds: undefined,
  };
}

/** `Credential=..., SignedHeaders=..., Signature=...`, in whatever order. */
function partsOf(list: string): Readonly<Record<'credential' | 'signed' | 'signature', string>> {
  let [credential, signed, signature] = ['', '', ''];
  for (const part of list.split(',')) {
    const [name, value] = splitOnce(part.trim(), '=');
    if (name === 'Credential') credential = value;
    else if (name === 'SignedHeaders') signed = value;
    else if (name === 'Signature') signature = value;
  }
  const missing = credential === '' ? 'Credential' : signed === '' ? 'SignedHeaders' : 'Signature';
  if (credential !== '' && signed !== '' && signature !== '') return { credential, signed, signature };
  throw incomplete(`Authorization header requires '${missing}' parameter.`);
}

function fromQuery(query: URLSearchParams): ClaimedSignature {
  const read = (name: string): string => {
    const [value, ...more] = query.getAll(name);
    if (value && more.length === 0) return value;
    throw incomplete(`AWS query-string parameters must include '${name}' once.`);
  };
  if (read('X-Amz-Algorithm') !== ALGORITHM) throw incomplete(`X-Amz-Algorithm must be ${ALGORITHM}.`);
  const expires = read('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) > LONGEST_HOLD) {
    throw incomplete(`X-Amz-Expires must be a number of seconds, at most ${LONGEST_HOLD}.`);
  }
  const timestamp = read('X-Amz-Date');
  return {
    form: 'query',
    ...scopeOf(read('X-Amz-Credential')),
    signedHeaders: headersIn(read('X-Amz-SignedHeaders')),
    signature: read('X-Amz-Signature'),
    timestamp,
    time: timeOf(timestamp),
    token: query.get('X-Amz-Security-Token') ?? undefined,
    holds: Number(expires),
  };
}

type Scope = Pick<ClaimedSignature, 'accessKeyId' | 'day' | 'region' | 'service'>;

/** Clients send the same with every request of a day. */
const REMEMBERED = 100;

const scopeOf = remembering(REMEMBERED, (credential): Scope => {
  const [, accessKeyId, day, region, service] =
    /^([^/\s]+)\/(\d{8})\/([^/\s]+)\/([^/\s]+)\/aws4_request$/.exec(credential) ?? [];
  if (accessKeyId === undefined || day === undefined || region === undefined || service === undefined) {
    throw incomplete('Credential must be of the form <key>/<date>/<region>/<service>/aws4_request.');
  }
  return { accessKeyId, day, region, service };
});

/** The host must be signed, or a request could be sent elsewhere. */
const headersIn = remembering(REMEMBERED, (list): ReadonlySet<string> => {
  const names = new Set(list.split(';').sort());
  if (names.has('host')) return names;
  throw incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
});

/** Milliseconds since 1970. */
function timeOf(text: string): number {
  if (/^\d{8}T\d{6}Z$/.test(text)) {
    const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
    const time = Date.parse(`${day}T${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13)}`);
    if (!Number.isNaN(time)) return time;
  }
  throw incomplete('Date must be in ISO-8601 basic format, as in 20260102T030405Z.');
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function incomplete(message: string): Refusal {
  return new Refusal('badSignature', message);
}
