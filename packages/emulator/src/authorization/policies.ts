import type { Policies } from '@leastwise/evaluate';
import type { PolicyDocument } from '@leastwise/policy';
import type { Caller, Context } from '../context.ts';
import { policyWith } from '../iam/entities.ts';
import { defaultText, ownPolicies, parseDocument, policiesOfUser } from '../iam/policies-of.ts';
import { currentText } from '../resource-policy.ts';
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

const EVERYTHING = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

/** What a caller has, and what its account and the resource have to say. */
export function policyTexts(context: Context, { on, by }: Demand, action: string): PolicyTexts {
  const { cloud, caller, account } = context;
  const isOwnRequest = by === undefined && isIdentity(caller);
  const owner = cloud.accounts.get(on?.account ?? on?.arn.split(':')[4] ?? '') ?? account;
  return {
    identity: isOwnRequest ? identityTexts(context) : [],
    boundary: isOwnRequest ? boundaryTexts(context) : [],
    session: caller.session?.policies,
    resource: on?.policy ? [currentText(cloud, on.policy)] : [],
    scps: isOwnRequest ? account.controls?.scps : undefined,
    rcps: action.startsWith('iam:') ? undefined : owner.controls?.rcps,
  };
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
      return [];
  }
}

/**
 * What the password policy gives every user without attaching anything, after the policies that have names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
function ofEveryUser({ account, caller }: Context): readonly string[] {
  if (!account.passwordPolicy?.usersMayChange) return [];
  return [`{"Statement":{"Effect":"Allow","Action":"iam:ChangePassword","Resource":"${caller.arn}"}}`];
}

function boundaryTexts(context: Context): readonly string[] {
  const arn = boundaryArn(context.caller);
  const policy = arn === undefined ? undefined : policyWith(context, arn);
  return policy ? [defaultText(policy)] : [];
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

/** The same as one list, so that it can be told whether anything has changed. */
export function fingerprint({ identity, boundary, session, resource, scps, rcps }: PolicyTexts): string[] {
  return [
    ...identity,
    'boundary',
    ...boundary,
    session ? 'session' : 'no session',
    ...(session ?? []),
    'resource',
    ...resource,
    ...(scps ?? []).flatMap((level) => ['scps', ...level]),
    ...(rcps ?? []).flatMap((level) => ['rcps', ...level]),
  ];
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
