import type { DecidedBy, DecisionEffect, StatementReference } from '../decision.ts';
import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { PolicyType } from '../policies.ts';
import type { Candidates } from './action-index.ts';
import { NOT_MEANT } from './principal-matcher.ts';
import { applyRule, type Rule } from './rule.ts';

export interface Judgement {
  readonly effect: DecisionEffect;
  readonly by: DecidedBy;
  readonly statements: readonly StatementReference[];
}

/** Where the first Allow of each policy goes: resource policies by how they mean the caller, SCPs by level behind the rest. */
const VPC_ENDPOINT = 0;
const RESOURCE = 0;
const IDENTITY = 4;
const BOUNDARY = 5;
const SESSION = 6;
const SCPS = 7;
type Slots = (StatementReference | undefined)[];

/** The decision of the specification's `order.ts`, made from the first Allow of each policy. */
export function judge({ denies, allows }: Candidates, policies: PolicySet, situation: Situation): Judgement {
  const { caller, sameAccount } = situation;
  if (situation.action === 'sts:getcalleridentity' && caller.kind !== 'anonymous')
    return { effect: 'Allow', by: 'no-permission-needed', statements: [] };
  const denying = denyingStatements(denies, situation);
  if (denying !== undefined) return denying;

  const slots = firstAllows(allows, policies, situation);
  const used: StatementReference[] = [];
  const bound = caller.account !== undefined && !caller.serviceLinked;
  if (bound)
    for (let level = 0; level < policies.scpLevels; level++)
      if (!use(slots[SCPS + level], used)) return implicitDeny('scps');
  if (policies.given.has('vpcEndpoint') && !use(slots[VPC_ENDPOINT], used))
    return implicitDeny('vpcEndpoint');

  const [, direct, limited, delegated] = slots;
  const crossing = caller.account === undefined || !sameAccount;
  if (crossing && !use(direct ?? limited ?? delegated, used)) return implicitDeny('resource');
  if (caller.account === undefined) return allowed('resource', used);
  if (!crossing && use(direct, used)) return allowed('resource', used);

  const isRoot = caller.kind === 'root';
  const held = isRoot ? undefined : holdingBack(slots, policies, situation);
  const heldGrant = limited === undefined || crossing ? undefined : held;
  if (!crossing && limited !== undefined && held === undefined) {
    used.push(limited);
    useLimits(slots, policies, situation, used);
    return allowed('resource', used);
  }
  const alone = !crossing && decidesAlone(situation);
  if (alone && !use(delegated, used)) return implicitDeny(heldGrant ?? 'resource');
  if (isRoot) return allowed(crossing ? 'resource' : 'root', used);
  if (!use(slots[IDENTITY], used)) return implicitDeny(heldGrant ?? 'identity');
  if (held !== undefined) return implicitDeny(held);
  useLimits(slots, policies, situation, used);
  return allowed(crossing ? 'resource' : 'identity', used);
}

function denyingStatements(denies: readonly Rule[], situation: Situation): Judgement | undefined {
  let found: StatementReference[] | undefined;
  for (const rule of denies)
    if (applyRule(rule, situation) !== NOT_MEANT) (found ??= []).push(rule.statement.reference);
  const [first] = found ?? [];
  return first === undefined
    ? undefined
    : { effect: 'ExplicitDeny', by: first.policy, statements: found ?? [] };
}

function firstAllows(allows: readonly Rule[], { scpLevels }: PolicySet, situation: Situation): Slots {
  const slots: Slots = new Array<undefined>(SCPS + scpLevels).fill(undefined);
  for (const rule of allows) {
    const { type, level, reference } = rule.statement;
    if (type === 'rcps') continue;
    const place = type === 'resource' ? undefined : placeOf(type, level);
    if (place !== undefined && slots[place] !== undefined) continue;
    const meaning = applyRule(rule, situation);
    if (meaning !== NOT_MEANT) slots[place ?? RESOURCE + meaning] ??= reference;
  }
  return slots;
}

function placeOf(type: Exclude<PolicyType, 'resource' | 'rcps'>, level: number): number {
  switch (type) {
    case 'identity':
      return IDENTITY;
    case 'boundary':
      return BOUNDARY;
    case 'session':
      return SESSION;
    case 'vpcEndpoint':
      return VPC_ENDPOINT;
    case 'scps':
      return SCPS + level;
  }
}

/** Notes a statement among those that decided; false if there is none. */
function use(statement: StatementReference | undefined, used: StatementReference[]): boolean {
  if (statement === undefined) return false;
  used.push(statement);
  return true;
}

function hasSession({ given }: PolicySet, { caller }: Situation): boolean {
  return given.has('session') || caller.kind === 'federated-user';
}

/** The limit of the caller that does not allow. */
function holdingBack(slots: Slots, policies: PolicySet, situation: Situation): PolicyType | undefined {
  if (policies.given.has('boundary') && slots[BOUNDARY] === undefined) return 'boundary';
  return hasSession(policies, situation) && slots[SESSION] === undefined ? 'session' : undefined;
}

function useLimits(
  slots: Slots,
  policies: PolicySet,
  situation: Situation,
  used: StatementReference[],
): void {
  if (policies.given.has('boundary')) use(slots[BOUNDARY], used);
  if (hasSession(policies, situation)) use(slots[SESSION], used);
}

/** Whether the resource is a KMS key, or a role to be assumed: the account's policies count only if its own delegates. */
function decidesAlone({ action, resource }: Situation): boolean {
  if (action.startsWith('kms:')) return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);
  return action.startsWith('sts:') && /^arn:[^:]*:iam:[^:]*:[^:]*:role\//.test(resource);
}

function allowed(by: DecidedBy, statements: readonly StatementReference[]): Judgement {
  return { effect: 'Allow', by, statements };
}

function implicitDeny(by: PolicyType): Judgement {
  return { effect: 'ImplicitDeny', by, statements: [] };
}
