/*
 * The order in which policies decide once each statement has been held against the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
import type { DecidedBy, DecisionEffect } from '../decision.ts';
import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { PolicyType } from '../policies.ts';
import { type Grant, GRANTS } from './principal.ts';
import { bearsOn, type Match } from './statement.ts';

export interface Verdict {
  readonly effect: DecisionEffect;
  readonly by: DecidedBy;
  readonly matches: readonly Match[];
}

/**
 * What everyone who has signed in may do, whatever a policy says.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function needsNoPermission({ action, caller }: Situation): boolean {
  return action === 'sts:getcalleridentity' && caller.kind !== 'anonymous';
}

/**
 * That a user asks for a session, perhaps by MFA, no policy has to allow. A Deny is heeded, as in AWS's own policies for MFA,
 * which leave this action out of what they deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html
 */
function needsNoAllow({ action, caller }: Situation): boolean {
  return action === 'sts:getsessiontoken' && (caller.kind === 'user' || caller.kind === 'root');
}

/** 1. One Deny that matches is enough. */
export function explicitDeny(matches: readonly Match[]): Verdict | undefined {
  const denies = matches.filter(({ statement, whole }) => statement.effect === 'Deny' && whole.now);
  const [first] = denies;
  if (first === undefined) return undefined;
  return { effect: 'ExplicitDeny', by: first.statement.type, matches: denies };
}

/** What allows the request: the first Allow of each policy, and what limits the caller's own policies. */
interface Allows {
  readonly first: (type: PolicyType, level?: number) => Match | undefined;
  /** The first Allow of the resource policy that means the caller in that way. */
  readonly granted: (grant: Grant) => Match | undefined;
  /** Boundary and session policy, as far as the caller has them. */
  readonly limits: readonly PolicyType[];
}

/** 2. Otherwise every policy that has to allow must do so. `matches` are the Allow statements that match. */
export function allowed(matches: readonly Match[], policies: PolicySet, situation: Situation): Verdict {
  if (needsNoAllow(situation)) return allow('no-permission-needed', []);
  const allows: Allows = {
    first: (type, level = 0) =>
      matches.find(({ statement }) => statement.type === type && statement.level === level),
    granted: (grant) => matches.find((match) => match.statement.type === 'resource' && match.grant === grant),
    limits: limitsOf(policies, situation),
  };
  const outer = outerLimits(allows, policies, situation);
  if ('effect' in outer) return outer;
  const { effect, by, matches: inner } = withinLimits(allows, situation);
  return effect === 'Allow' ? allow(by, [...outer.matches, ...inner]) : implicitDeny(by);
}

/**
 * What bounds the whole request. Service control policies: the root, every organisational unit and the account must each
 * allow. Resource control policies always allow, because RCPFullAWSAccess is attached at every level. The policy of the VPC
 * endpoint that the request passes through.
 */
function outerLimits(
  { first }: Allows,
  { scpLevels, given }: PolicySet,
  situation: Situation,
): Verdict | { readonly matches: readonly Match[] } {
  const matches: Match[] = [];
  const levels = bearsOn({ type: 'scps' }, situation) ? scpLevels : 0;
  for (let level = 0; level < levels; level++) {
    const match = first('scps', level);
    if (match === undefined) return implicitDeny('scps');
    matches.push(match);
  }
  if (!given.has('vpcEndpoint')) return { matches };
  const match = first('vpcEndpoint');
  return match === undefined ? implicitDeny('vpcEndpoint') : { matches: [...matches, match] };
}

function withinLimits(allows: Allows, situation: Situation): Verdict {
  const { granted } = allows;
  const resource = granted('direct') ?? granted('limited') ?? granted('delegated');
  // Services, providers and those who have not signed in have no policies of their own.
  if (situation.caller.account === undefined)
    return resource === undefined ? implicitDeny('resource') : allow('resource', [resource]);
  if (situation.sameAccount) return sameAccount(allows, situation);
  // Another account: its resource must allow, and the caller's own policies too, whoever the resource policy names.
  if (resource === undefined) return implicitDeny('resource');
  const own = ownPolicies(allows, situation);
  return own.effect === 'Allow' ? allow('resource', [resource, ...own.matches]) : own;
}

/** In one account a grant of the resource policy or the caller's own policies suffice. */
function sameAccount(allows: Allows, situation: Situation): Verdict {
  const [direct, limited, delegated] = GRANTS.map(allows.granted);
  // A direct grant needs nothing else; one to the role needs its boundary and session policy as well.
  if (direct !== undefined) return allow('resource', [direct]);
  const limits = mustAllow(allows.limits, allows);
  if (limited !== undefined && limits.effect === 'Allow')
    return allow('resource', [limited, ...limits.matches]);
  const heldBack = limited === undefined ? undefined : limits;
  // Keys and roles heed the account's policies only if their own policy delegates to the account.
  if (!decidesAlone(situation)) return orElse(ownPolicies(allows, situation), heldBack);
  if (delegated === undefined) return heldBack ?? implicitDeny('resource');
  const own = orElse(ownPolicies(allows, situation), heldBack);
  return own.effect === 'Allow' ? allow(own.by, [delegated, ...own.matches]) : own;
}

/** The root user may do everything; others what their identity policy and all of its limits allow. */
function ownPolicies(allows: Allows, { caller }: Situation): Verdict {
  return caller.kind === 'root' ? allow('root', []) : mustAllow(['identity', ...allows.limits], allows);
}

function mustAllow(types: readonly PolicyType[], { first }: Allows): Verdict {
  const missing = types.find((type) => first(type) === undefined);
  return missing === undefined
    ? allow(
        'identity',
        types.flatMap((type) => first(type) ?? []),
      )
    : implicitDeny(missing);
}

/** If neither a grant nor the caller's own policies lead to an Allow, it is what held the grant back that is reported. */
function orElse(own: Verdict, heldBack: Verdict | undefined): Verdict {
  return own.effect === 'Allow' ? own : (heldBack ?? own);
}

/**
 * The limits on what an identity's policies grant. A federated user has nothing without a session policy.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
function limitsOf({ given }: PolicySet, { caller }: Situation): readonly PolicyType[] {
  const session = given.has('session') || caller.kind === 'federated-user';
  return [...(given.has('boundary') ? ['boundary' as const] : []), ...(session ? ['session' as const] : [])];
}

/**
 * A KMS key, and a role that is to be assumed: without a word of their own policy the account's policies do not count.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function decidesAlone({ action, resource }: Situation): boolean {
  const [, , service, , , type = ''] = resource.split(':');
  if (action.startsWith('kms:')) return service === 'kms' && type.startsWith('key/');
  return action.startsWith('sts:') && service === 'iam' && type.startsWith('role/');
}

function allow(by: DecidedBy, matches: readonly Match[]): Verdict {
  return { effect: 'Allow', by, matches };
}

function implicitDeny(by: DecidedBy): Verdict {
  return { effect: 'ImplicitDeny', by, matches: [] };
}
