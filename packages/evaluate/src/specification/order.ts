/*
 * The order in which policies decide once each statement has been held against the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
import type { DecidedBy, DecisionEffect } from '../decision.ts';
import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { PolicyType } from '../policies.ts';
import type { Grant } from './principal.ts';
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

/** 1. One Deny that matches is enough. */
export function explicitDeny(matches: readonly Match[]): Verdict | undefined {
  const denies = matches.filter(({ statement, whole }) => statement.effect === 'Deny' && whole.now);
  const [first] = denies;
  if (first === undefined) return undefined;
  return { effect: 'ExplicitDeny', by: first.statement.type, matches: denies };
}

/** 2. Otherwise every policy that has to allow must do so. `allows` are the Allow statements that match. */
export function allowed(allows: readonly Match[], policies: PolicySet, situation: Situation): Verdict {
  const first = (type: PolicyType, level = 0): Match | undefined =>
    allows.find(({ statement }) => statement.type === type && statement.level === level);
  const granted = (grant: Grant): Match | undefined =>
    allows.find((match) => match.statement.type === 'resource' && match.grant === grant);
  const { caller } = situation;
  const limits: Match[] = [];

  // Service control policies: the root, every organisational unit and the account must each allow.
  if (bearsOn({ type: 'scps' }, caller))
    for (let level = 0; level < policies.scpLevels; level++) {
      const allow = first('scps', level);
      if (allow === undefined) return implicitDeny('scps');
      limits.push(allow);
    }
  // Resource control policies: RCPFullAWSAccess is attached at every level, so they always allow.
  // The policy of the VPC endpoint that the request passes through.
  if (policies.given.has('vpcEndpoint')) {
    const allow = first('vpcEndpoint');
    if (allow === undefined) return implicitDeny('vpcEndpoint');
    limits.push(allow);
  }

  const [direct, limited, delegated] = [granted('direct'), granted('limited'), granted('delegated')];
  const resource = direct ?? limited ?? delegated;
  // What limits the sessions and identities of an account, each with its Allow.
  const lacking = (types: readonly PolicyType[]): PolicyType | undefined =>
    types.find((type) => first(type) === undefined);
  const firsts = (types: readonly PolicyType[]): readonly Match[] =>
    types.flatMap((type) => first(type) ?? []);
  const boundaryAndSession = limitsOf(policies, situation);

  // Services, providers and those who have not signed in have no policies of their own.
  if (caller.account === undefined)
    return resource === undefined ? implicitDeny('resource') : allow('resource', [...limits, resource]);

  const isRoot = caller.kind === 'root';
  const own: readonly PolicyType[] = isRoot ? [] : ['identity', ...boundaryAndSession];

  // Another account: its resource must allow, and the caller's own policies too, whoever the resource policy names.
  if (!situation.sameAccount) {
    if (resource === undefined) return implicitDeny('resource');
    const missing = lacking(own);
    return missing === undefined
      ? allow('resource', [...limits, resource, ...firsts(own)])
      : implicitDeny(missing);
  }

  // The same account: a direct grant needs nothing else; one to the role needs its boundary and session policy as well.
  if (direct !== undefined) return allow('resource', [...limits, direct]);
  const heldBack = limited === undefined ? undefined : lacking(boundaryAndSession);
  if (limited !== undefined && heldBack === undefined)
    return allow('resource', [...limits, limited, ...firsts(boundaryAndSession)]);

  // Keys and roles heed the account's policies only if their own policy delegates to the account.
  const mustDelegate = decidesAlone(situation);
  if (mustDelegate && delegated === undefined) return implicitDeny(heldBack ?? 'resource');
  const delegation = mustDelegate && delegated !== undefined ? [delegated] : [];
  if (isRoot) return allow('root', [...limits, ...delegation]);
  const missing = lacking(own);
  if (missing !== undefined) return implicitDeny(heldBack ?? missing);
  return allow('identity', [...limits, ...delegation, ...firsts(own)]);
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
function decidesAlone({ action, resource }: Situation): boolean {
  const [, , service, , , type = ''] = resource.split(':');
  if (action.startsWith('kms:')) return service === 'kms' && type.startsWith('key/');
  return action.startsWith('sts:') && service === 'iam' && type.startsWith('role/');
}

function allow(by: DecidedBy, matches: readonly Match[]): Verdict {
  return { effect: 'Allow', by, matches };
}

function implicitDeny(by: PolicyType): Verdict {
  return { effect: 'ImplicitDeny', by, matches: [] };
}
