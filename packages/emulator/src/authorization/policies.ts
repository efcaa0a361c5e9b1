import type { Policies } from '@leastwise/evaluate';
import type { PolicyDocument } from '@leastwise/policy';
import { inForce, policyInForce } from '../consistency/policies-in-force.ts';
import type { Caller, Context } from '../context.ts';
import { policyWith } from '../iam/entities.ts';
import { defaultText, ownPolicies, parseDocument, policiesOfUser } from '../iam/policies-of.ts';
import { currentText } from '../resource-policy.ts';
import type { Account, Cloud } from '../state.ts';
import type { Demand } from './row.ts';

/** The texts of the policies that bear on a request, by type, as `Policies` of the evaluator has them. */
export interface PolicyTexts {
  readonly identity: readonly string[];
  readonly boundary: readonly string[];
  /** Absent for a caller who has none; empty means that nothing is allowed by it. */
  readonly session: readonly string[] | undefined;
  readonly resource: readonly string[];
  readonly scps: readonly (readonly string[])[] | undefined;
  readonly rcps: readonly (readonly string[])[] | undefined;
}

const NONE: readonly string[] = Object.freeze([]);

const EVERYTHING = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

/** What a caller has, and what its account and the resource have to say. */
export function policyTexts(context: Context, demand: Demand, action: string): PolicyTexts {
  const { cloud, caller, account } = context;
  const isOwnRequest = demand.by === undefined && isIdentity(caller);
  const then = inForce(context);
  const policy = demand.on && policyInForce(demand.on, context, then);
  const owner = resourceOwner(cloud, demand) ?? account;
  return {
    identity: isOwnRequest ? identityTexts(then) : NONE,
    boundary: isOwnRequest ? boundaryTexts(then) : NONE,
    session: caller.session?.policies,
    resource: policy ? [currentText(cloud, policy)] : NONE,
    scps: isOwnRequest ? account.controls?.scps : undefined,
    rcps: action.startsWith('iam:') ? undefined : owner.controls?.rcps,
  };
}

/** The account, if it is emulated, of what a demand is about. */
export function resourceOwner({ accounts }: Cloud, { on }: Demand): Account | undefined {
  return on && accounts.get(on.account ?? accountIn(on.arn));
}

/** The account in an ARN: what stands between its fourth and its fifth colon. */
function accountIn(arn: string): string {
  let start = 0;
  for (let colon = 0; colon < 4; colon++) {
    const at = arn.indexOf(':', start);
    if (at < 0) return '';
    start = at + 1;
  }
  const end = arn.indexOf(':', start);
  return arn.slice(start, end < 0 ? undefined : end);
}

/** Whether the caller belongs to an account. */
export function isIdentity({ kind }: Caller): boolean {
  return kind !== 'anonymous' && kind !== 'service';
}

function identityTexts(context: Context): readonly string[] {
  const { caller } = context;
  switch (caller.kind) {
    case 'user':
      return [...policiesOfUser(caller.user, context).map(({ text }) => text), ...ofEveryUser(context)];
    case 'session':
      return ownPolicies(caller.role, 'role', context).map(({ text }) => text);
    case 'federated-user':
      return caller.by ? policiesOfUser(caller.by, context).map(({ text }) => text) : [EVERYTHING];
    case 'root':
    case 'anonymous':
    case 'service':
      return NONE;
  }
}

/**
 * What the password policy gives every user without attaching anything, after the policies that have names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
function ofEveryUser({ account, caller }: Context): readonly string[] {
  if (!account.passwordPolicy?.usersMayChange) return NONE;
  return [`{"Statement":{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"${caller.arn}"}}`];
}

function boundaryTexts(context: Context): readonly string[] {
  const arn = boundaryArn(context.caller);
  const policy = arn === undefined ? undefined : policyWith(context, arn);
  return policy ? [defaultText(policy)] : NONE;
}

function boundaryArn(caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'user':
      return caller.user.boundary;
    case 'session':
      return caller.role.boundary;
    case 'federated-user':
      return caller.by?.boundary;
    case 'root':
    case 'anonymous':
    case 'service':
      return undefined;
  }
}

/** Whether two callers, or one at two times, have the same policies. */
export function areSame(a: PolicyTexts, b: PolicyTexts): boolean {
  return (
    isSameList(a.identity, b.identity) &&
    isSameList(a.boundary, b.boundary) &&
    isSameList(a.session, b.session) &&
    isSameList(a.resource, b.resource) &&
    isSameList(a.scps, b.scps, isSameList) &&
    isSameList(a.rcps, b.rcps, isSameList)
  );
}

/** An empty list is not the same as none: it allows nothing. */
function isSameList<Item>(
  a: readonly Item[] | undefined,
  b: readonly Item[] | undefined,
  isSame: (a: Item, b: Item) => boolean = Object.is,
): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length || a === undefined || b === undefined) return false;
  return a.every((item, i) => {
    const other = b[i];
    return other !== undefined && isSame(item, other);
  });
}

/** The documents, for the evaluator. */
export function documentsOf({ identity, boundary, session, resource, scps, rcps }: PolicyTexts): Policies {
  const [limit] = boundary.map(parseDocument);
  const [ofResource] = resource.map(parseDocument);
  return {
    identity: identity.map(parseDocument),
    ...(limit && { boundary: limit }),
    ...(session && { session: session.map(parseDocument) }),
    ...(ofResource && { resource: ofResource }),
    ...(scps && { scps: levels(scps) }),
    ...(rcps && { rcps: levels(rcps) }),
  };
}

function levels(texts: readonly (readonly string[])[]): readonly (readonly PolicyDocument[])[] {
  return texts.map((level) => level.map(parseDocument));
}
