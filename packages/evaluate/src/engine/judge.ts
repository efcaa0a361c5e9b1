import type { DecidedBy, DecisionEffect } from '../decision.ts';
import { segmentStart } from '../input/arn.ts';
import type { PolicySet } from '../input/read-policies.ts';
import type { PolicyType } from '../policies.ts';
import type { Candidates } from './action-index.ts';
import type { Inquiry } from './inquiry.ts';
import { DELEGATED, DIRECT, LIMITED, NOT_MEANT } from './principal-matcher.ts';
import { applyRule, type Rule } from './rule.ts';

/** What is decided, and the room that deciding takes: written over by each request. */
export interface Judgement {
  effect: DecisionEffect;
  by: DecidedBy;
  /** The statements that decided; what is at `count` and after it is left over. */
  readonly used: (Rule | undefined)[];
  count: number;
  /** The first Allow of each policy, at the places below. */
  readonly slots: (Rule | undefined)[];
}

/** Where the first Allow of each policy goes: resource policies by how they mean the caller, SCPs by level behind the rest. */
const VPC_ENDPOINT = 0;
const RESOURCE = 0;
const IDENTITY = 4;
const BOUNDARY = 5;
const SESSION = 6;
const SCPS = 7;

export function createJudgement({ scpLevels }: PolicySet): Judgement {
  const slots = new Array<undefined>(SCPS + scpLevels).fill(undefined);
  return { effect: 'ImplicitDeny', by: 'identity', used: [], count: 0, slots };
}

/** The decision of the specification's `order.ts`, made from the first Allow of each policy. */
export function judge(
  judgement: Judgement,
  { denies, allows }: Candidates,
  policies: PolicySet,
  inquiry: Inquiry,
): void {
  const { caller, action } = inquiry;
  judgement.count = 0;
  if (action === 'sts:getcalleridentity' && caller.kind !== 'anonymous')
    return conclude(judgement, 'Allow', 'no-permission-needed');
  if (isDenied(judgement, denies, inquiry)) return;
  if (needsNoAllow(inquiry)) return conclude(judgement, 'Allow', 'no-permission-needed');
  findAllows(judgement.slots, allows, inquiry);
  judgeAllows(judgement, policies, inquiry);
}

function needsNoAllow({ caller: { kind }, action }: Inquiry): boolean {
  return action === 'sts:getsessiontoken' && (kind === 'user' || kind === 'root');
}

function judgeAllows(judgement: Judgement, policies: PolicySet, inquiry: Inquiry): void {
  const { caller, sameAccount } = inquiry;
  const { slots } = judgement;
  if (caller.account !== undefined && !caller.serviceLinked)
    for (let level = 0; level < policies.scpLevels; level++)
      if (!use(judgement, slots[SCPS + level])) return implicitDeny(judgement, 'scps');
  if (policies.given.has('vpcEndpoint') && !use(judgement, slots[VPC_ENDPOINT]))
    return implicitDeny(judgement, 'vpcEndpoint');
  if (caller.account === undefined || !sameAccount) judgeAcross(judgement, policies, inquiry);
  else judgeWithin(judgement, policies, inquiry);
}

/** Where the caller is of another account than the resource, or of none. */
function judgeAcross(judgement: Judgement, policies: PolicySet, inquiry: Inquiry): void {
  const { slots } = judgement;
  const { caller } = inquiry;
  const granted = slots[RESOURCE + DIRECT] ?? slots[RESOURCE + LIMITED] ?? slots[RESOURCE + DELEGATED];
  if (!use(judgement, granted)) return implicitDeny(judgement, 'resource');
  if (caller.account === undefined || caller.kind === 'root') return allow(judgement, 'resource');
  if (!use(judgement, slots[IDENTITY])) return implicitDeny(judgement, 'identity');
  const held = holdingBack(slots, policies, inquiry);
  if (held !== undefined) return implicitDeny(judgement, held);
  useLimits(judgement, policies, inquiry);
  allow(judgement, 'resource');
}

function judgeWithin(judgement: Judgement, policies: PolicySet, inquiry: Inquiry): void {
  const { slots } = judgement;
  if (use(judgement, slots[RESOURCE + DIRECT])) return allow(judgement, 'resource');
  const isRoot = inquiry.caller.kind === 'root';
  const held = isRoot ? undefined : holdingBack(slots, policies, inquiry);
  const limited = slots[RESOURCE + LIMITED];
  if (limited !== undefined && held === undefined) {
    use(judgement, limited);
    useLimits(judgement, policies, inquiry);
    return allow(judgement, 'resource');
  }
  const heldGrant = limited === undefined ? undefined : held;
  if (decidesAlone(inquiry) && !use(judgement, slots[RESOURCE + DELEGATED]))
    return implicitDeny(judgement, heldGrant ?? 'resource');
  if (isRoot) return allow(judgement, 'root');
  if (!use(judgement, slots[IDENTITY])) return implicitDeny(judgement, heldGrant ?? 'identity');
  if (held !== undefined) return implicitDeny(judgement, held);
  useLimits(judgement, policies, inquiry);
  allow(judgement, 'identity');
}

function isDenied(judgement: Judgement, denies: readonly Rule[], inquiry: Inquiry): boolean {
  for (let i = 0; i < denies.length; i++) {
    const rule = denies[i];
    if (rule === undefined || applyRule(rule, inquiry) === NOT_MEANT) continue;
    if (judgement.count === 0) conclude(judgement, 'ExplicitDeny', rule.statement.type);
    use(judgement, rule);
  }
  return judgement.count > 0;
}

function findAllows(slots: Judgement['slots'], allows: readonly Rule[], inquiry: Inquiry): void {
  slots.fill(undefined);
  for (let i = 0; i < allows.length; i++) {
    const rule = allows[i];
    if (rule === undefined || rule.statement.type === 'rcps') continue;
    const { type, level } = rule.statement;
    const place = type === 'resource' ? undefined : placeOf(type, level);
    if (place !== undefined && slots[place] !== undefined) continue;
    const meaning = applyRule(rule, inquiry);
    if (meaning !== NOT_MEANT) slots[place ?? RESOURCE + meaning] ??= rule;
  }
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
function use(judgement: Judgement, rule: Rule | undefined): boolean {
  if (rule === undefined) return false;
  judgement.used[judgement.count++] = rule;
  return true;
}

function hasSession({ given }: PolicySet, { caller }: Inquiry): boolean {
  return given.has('session') || caller.kind === 'federated-user';
}

/** The limit of the caller that does not allow. */
function holdingBack(
  slots: Judgement['slots'],
  policies: PolicySet,
  inquiry: Inquiry,
): PolicyType | undefined {
  if (policies.given.has('boundary') && slots[BOUNDARY] === undefined) return 'boundary';
  return hasSession(policies, inquiry) && slots[SESSION] === undefined ? 'session' : undefined;
}

function useLimits(judgement: Judgement, policies: PolicySet, inquiry: Inquiry): void {
  if (policies.given.has('boundary')) use(judgement, judgement.slots[BOUNDARY]);
  if (hasSession(policies, inquiry)) use(judgement, judgement.slots[SESSION]);
}

/** Whether the resource is a KMS key, or a role to be assumed: the account's policies count only if its own delegates. */
function decidesAlone({ action, resource }: Inquiry): boolean {
  if (action.startsWith('kms:')) return isOf(resource, 'kms:', 'key/');
  return action.startsWith('sts:') && isOf(resource, 'iam:', 'role/');
}

function isOf(arn: string, service: string, type: string): boolean {
  const start = segmentStart(arn, 5);
  return start >= 0 && arn.startsWith(type, start) && arn.startsWith(service, segmentStart(arn, 2));
}

function conclude(judgement: Judgement, effect: DecisionEffect, by: DecidedBy): void {
  judgement.effect = effect;
  judgement.by = by;
}

function allow(judgement: Judgement, by: DecidedBy): void {
  conclude(judgement, 'Allow', by);
}

function implicitDeny(judgement: Judgement, by: PolicyType): void {
  judgement.count = 0;
  conclude(judgement, 'ImplicitDeny', by);
}
