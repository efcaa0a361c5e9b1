import type { Caller, Context } from '../context.ts';
import type { Account, Tags } from '../state.ts';
import { isIdentity } from './policies.ts';
import type { Demand, Keys } from './row.ts';

/**
 * The condition keys that every request has, but for those that the evaluator works out of the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function globalKeys(context: Context, action: string, demand: Demand): Keys {
  const { now, transport, region, account, caller, cloud } = context;
  const owner = cloud.accounts.get(demand.on?.account ?? demand.on?.arn.split(':')[4] ?? '');
  return {
    'aws:CurrentTime': new Date(now),
    'aws:EpochTime': Math.floor(now / 1000),
    'aws:SecureTransport': transport.secure,
    'aws:SourceIp': transport.sourceIp,
    'aws:UserAgent': transport.userAgent,
    'aws:Referer': transport.referer,
    // IAM has one endpoint, in us-east-1, wherever it is called from.
    'aws:RequestedRegion': action.startsWith('iam:') ? 'us-east-1' : region,
    'aws:ViaAWSService': false,
    ...(demand.by === undefined && isIdentity(caller) ? callerKeys(caller, account, now) : {}),
    ...organizationKeys('Resource', owner),
  };
}

function callerKeys(caller: Caller, account: Account, now: number): Keys {
  return {
    ...sessionKeys(caller, now),
    ...tagsOf(caller),
    ...organizationKeys('Principal', account),
  };
}

/** What only temporary credentials have. */
function sessionKeys({ session }: Caller, now: number): Keys {
  if (!session) return {};
  const { mfa, issued, sourceIdentity, federation } = session;
  return {
    ...Object.fromEntries(federation),
    'aws:TokenIssueTime': new Date(issued),
    'aws:MultiFactorAuthPresent': mfa !== undefined,
    'aws:MultiFactorAuthAge': mfa === undefined ? undefined : Math.floor((now - mfa) / 1000),
    'aws:SourceIdentity': sourceIdentity,
  };
}

/** Session tags go before those of the user or role. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
function tagsOf(caller: Caller): Keys {
  const tags = new Map([...ownTags(caller), ...(caller.session?.tags ?? [])]);
  return Object.fromEntries(
    Array.from(tags.values(), ({ Key, Value }) => [`aws:PrincipalTag/${Key}`, Value]),
  );
}

function ownTags(caller: Caller): Tags {
  if (caller.kind === 'user') return caller.user.tags;
  if (caller.kind === 'session') return caller.role.tags;
  return (caller.kind === 'federated-user' ? caller.by?.tags : undefined) ?? new Map<string, never>();
}

function organizationKeys(whose: 'Principal' | 'Resource', account: Account | undefined): Keys {
  if (!account?.controls) return {};
  const { organization, path } = account.controls;
  return { [`aws:${whose}OrgID`]: organization, [`aws:${whose}OrgPaths`]: [path] };
}
