import type { Clock } from '@leastwise/core';
import { type Consistency, isKeyUnknownYet } from '../consistency/consistency.ts';
import type { Caller } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { ServiceId } from '../protocol/services.ts';
import type { WireRequest } from '../protocol/wire.ts';
import type { AccessKey, Account, Cloud } from '../state.ts';
import type { Session } from '../sts/session-state.ts';
import { callerOf, ownerOf } from './caller.ts';
import { checkSignature } from './check-signature.ts';
import { type ClaimedSignature, readSignature } from './read-signature.ts';

/** What a request says of its sender, once that is proved. */
export interface Identity {
  readonly caller: Caller;
  readonly account: Account;
  readonly region: string;
}

/** What a signature is checked against. */
export interface Verifier {
  readonly cloud: Cloud;
  /** By which sessions expire. */
  readonly now: number;
  /** What the dates of signatures are held against. */
  readonly signingClock: Clock;
  readonly consistency: Consistency;
}

/**
 * Finds out who signed a request.
 *
 * @returns nothing for a request without a signature
 * @throws Refusal for a signature that does not hold, an unknown or inactive key, or an expired session.
 */
export function authenticate(
  request: WireRequest,
  service: ServiceId,
  verifier: Verifier,
): Identity | undefined {
  const claimed = readSignature(request);
  if (!claimed) return undefined;
  const key = verifier.cloud.accessKeys.get(claimed.accessKeyId);
  if (key) return withKey(request, claimed, key, service, verifier);
  const session = verifier.cloud.sessions.get(claimed.accessKeyId);
  if (session) return withSession(request, claimed, session, service, verifier);
  throw unknownKey();
}

function withKey(
  request: WireRequest,
  claimed: ClaimedSignature,
  key: AccessKey,
  service: ServiceId,
  { cloud, now, signingClock, consistency }: Verifier,
): Identity {
  const { region } = claimed;
  const account = cloud.accounts.get(key.accountId);
  const caller = account && ownerOf(account, key.ownerId);
  if (!caller || !key.active || claimed.token !== undefined) throw unknownKey();
  if (isKeyUnknownYet(key, account, now, consistency)) throw unknownKey();
  checkSignature(request, claimed, key.secret, service, signingClock.now());
  if (caller.kind === 'root' && account.rootLocked) throw unknownKey();
  key.lastUsed = { at: now, region, service };
  return { caller, account, region };
}

function withSession(
  request: WireRequest,
  claimed: ClaimedSignature,
  session: Session,
  service: ServiceId,
  { cloud, now, signingClock }: Verifier,
): Identity {
  const { region } = claimed;
  const account = cloud.accounts.get(session.accountId);
  const caller = callerOf(cloud, session);
  if (!account || !caller || claimed.token !== session.token) throw unknownKey();
  checkSignature(request, claimed, session.secret, service, signingClock.now());
  if (now >= session.expires) {
    throw new Refusal('expired', 'The security token included in the request is expired');
  }
  if (caller.kind === 'root' && account.rootLocked) throw unknownKey();
  if (caller.kind === 'session') caller.role.lastUsed = { at: now, region };
  return { caller, account, region };
}

function unknownKey(): Refusal {
  return new Refusal('unknownKey', 'The security token included in the request is invalid.');
}
