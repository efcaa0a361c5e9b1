import { callerOf, ownerOf } from './caller.ts';
import type { Caller } from './context.ts';
import { Refusal } from './protocol/refusal.ts';
import type { Headers } from './protocol/wire.ts';
import type { AccessKey, Account, Cloud } from './state.ts';
import type { Session } from './sts/session-state.ts';

/** What a signed request says of its sender. */
export interface Identity {
  readonly caller: Caller;
  readonly account: Account;
  readonly region: string;
}

/**
 * Finds out who sent a request by the access key that its signature names. The signature itself is not checked.
 *
 * @throws Refusal for a request without a usable signature, an unknown or inactive key, or an expired session.
 */
export function authenticate(cloud: Cloud, headers: Headers, now: number): Identity {
  const { accessKeyId, region, service } = readScope(headers['authorization']);
  const key = cloud.accessKeys.get(accessKeyId);
  if (key) return withKey(cloud, key, now, region, service);
  const session = cloud.sessions.get(accessKeyId);
  if (session) return withSession(cloud, session, headers['x-amz-security-token'], now, region);
  throw unknownKey();
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function readScope(authorization: string | undefined): {
  accessKeyId: string;
  region: string;
  service: string;
} {
  if (authorization === undefined) {
    throw new Refusal('unsigned', 'Request is missing Authentication Token');
  }
  const scope =
    /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request(?=[,\s])/;
  const [, accessKeyId, region, service] = scope.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw new Refusal(
      'badSignature',
      'The Authorization header is not of the form AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, SignedHeaders=..., Signature=...',
    );
  }
  return { accessKeyId, region, service };
}

function withKey(cloud: Cloud, key: AccessKey, now: number, region: string, service: string): Identity {
  const account = cloud.accounts.get(key.accountId);
  if (!account || !key.active) throw unknownKey();
  const caller = ownerOf(account, key.ownerId);
  if (!caller) throw unknownKey();
  key.lastUsed = { at: now, region, service };
  return { caller, account, region };
}

function withSession(
  cloud: Cloud,
  session: Session,
  token: string | undefined,
  now: number,
  region: string,
): Identity {
  const account = cloud.accounts.get(session.accountId);
  const caller = callerOf(cloud, session);
  if (!account || !caller || token !== session.token) throw unknownKey();
  if (now >= session.expires) {
    throw new Refusal('expired', 'The security token included in the request is expired');
  }
  if (caller.kind === 'session') caller.role.lastUsed = { at: now, region };
  return { caller, account, region };
}

function unknownKey(): Refusal {
  return new Refusal('unknownKey', 'The security token included in the request is invalid.');
}
