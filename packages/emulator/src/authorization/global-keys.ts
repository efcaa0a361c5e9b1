import type { Caller, Context } from '../context.ts';
import type { Controls, Tags } from '../state.ts';
import type { Session } from '../sts/session-state.ts';
import { isIdentity, resourceOwner } from './policies.ts';
import type { Demand, Keys } from './row.ts';

/** What the keys are taken from. */
export type Circumstances = Pick<Context, 'cloud' | 'account' | 'caller' | 'region' | 'now' | 'transport'>;

/**
 * The condition keys that every request has, but for those that the evaluator works out of the caller. They come in parts, of which
 * the later ones win.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function globalKeys(context: Circumstances, action: string, demand: Demand): readonly Keys[] {
  const { region, account, caller, cloud } = context;
  const parts = [keysOfRequest(context, action.startsWith('iam:') ? 'us-east-1' : region)];
  if (demand.by === undefined && isIdentity(caller)) {
    if (caller.session) parts.push(keysOfSession(caller.session, context.now));
    parts.push(keysOfTags(caller));
    if (account.controls) parts.push(organizationKeys('Principal', account.controls));
  }
  const controls = resourceOwner(cloud, demand)?.controls;
  if (controls) parts.push(organizationKeys('Resource', controls));
  return parts;
}

/** @param region IAM has one endpoint, in us-east-1, wherever it is called from. */
function keysOfRequest({ now, transport }: Circumstances, region: string): Keys {
  return {
    'aws:CurrentTime': new Date(now),
    'aws:EpochTime': Math.floor(now / 1000),
    'aws:SecureTransport': transport.secure,
    'aws:SourceIp': transport.sourceIp,
    'aws:UserAgent': transport.userAgent,
    'aws:Referer': transport.referer,
    'aws:RequestedRegion': region,
    'aws:ViaAWSService': false,
  };
}

/** What only temporary credentials have. */
function keysOfSession({ mfa, issued, sourceIdentity, federation }: Session, now: number): Keys {
  return {
    ...Object.fromEntries(federation),
    'aws:TokenIssueTime': new Date(issued),
    'aws:MultiFactorAuthPresent': mfa !== undefined,
    'aws:MultiFactorAuthAge': mfa === undefined ? undefined : Math.floor((now - mfa) / 1000),
    'aws:SourceIdentity': sourceIdentity,
  };
}

/** Session tags go before those of the user or role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
function keysOfTags(caller: Caller): Keys {
  const keys: Record<string, string> = {};
  for (const tags of [ownTags(caller), caller.session?.tags]) {
    for (const { Key, Value } of tags?.values() ?? []) keys[`aws:PrincipalTag/${Key}`] = Value;
  }
  return keys;
}

function ownTags(caller: Caller): Tags | undefined {
  if (caller.kind === 'user') return caller.user.tags;
  if (caller.kind === 'session') return caller.role.tags;
  return caller.kind === 'federated-user' ? caller.by?.tags : undefined;
}

function organizationKeys(whose: 'Principal' | 'Resource', { organization, path }: Controls): Keys {
  return { [`aws:${whose}OrgID`]: organization, [`aws:${whose}OrgPaths`]: [path] };
}
