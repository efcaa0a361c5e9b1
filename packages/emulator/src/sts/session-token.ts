import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { credentialsOutput, issue } from './issue.ts';
import { shownMfa } from './mfa.ts';

/** In seconds. */
const DEFAULT_DURATION = 43_200;
const LONGEST_OF_ROOT = 3600;

/** Temporary credentials of a user or root. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export function getSessionToken(
  input: sts.GetSessionTokenRequest,
  context: Context,
): sts.GetSessionTokenResponse {
  const session = issue(context, {
    accountId: context.account.id,
    of: { kind: 'self', ownerId: ownerIdOf(context, 'GetSessionToken') },
    duration: durationOfUser(input.DurationSeconds, context),
    mfa: shownMfa(input, context),
  });
  return { Credentials: credentialsOutput(session) };
}

/** @throws Refusal for a caller with temporary credentials. */
export function ownerIdOf({ caller }: Context, operation: string): string {
  if (caller.kind === 'user' || caller.kind === 'root') return caller.userId;
  throw new Refusal('denied', `Cannot call ${operation} with session credentials`);
}

/** In seconds; credentials of the root last an hour at most. */
export function durationOfUser(wanted: number | undefined, { caller }: Context): number {
  if (caller.kind !== 'root') return wanted ?? DEFAULT_DURATION;
  return Math.min(wanted ?? LONGEST_OF_ROOT, LONGEST_OF_ROOT);
}
