import { isServiceLinkedRole } from '../input/arn.ts';
import type { Caller } from '../input/caller.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { actionMatches } from './action.ts';
import { conditionHolds } from './condition.ts';
import { type Grant, grantTo } from './principal.ts';
import { resourceMatches } from './resource.ts';
import { all, certain, type Truth } from './truth.ts';

/** A statement held against a request: part by part, and as a whole. */
export interface Match {
  readonly statement: Statement;
  /** How it means the caller. */
  readonly grant: Grant | undefined;
  readonly action: boolean;
  readonly resource: Truth;
  readonly conditions: readonly Truth[];
  readonly whole: Truth;
}

/** A statement matches if its principal, action, resource and every condition do. */
export function matchStatement(statement: Statement, situation: Situation, hasBoundary: boolean): Match {
  const grant = grantTo(statement, situation.caller, hasBoundary);
  const action = actionMatches(statement, situation);
  const resource = resourceMatches(statement, situation);
  const conditions = statement.conditions.map((test) => conditionHolds(test, statement, situation));
  const whole = all([certain(grant !== undefined), certain(action), resource, ...conditions]);
  return { statement, grant, action, resource, conditions, whole };
}

/**
 * Which types of policy bear on what. Identity policies, boundaries and session policies hang on users, roles and their
 * sessions; SCPs bind all principals of an account, its root user too, RCPs whoever asks for a resource; neither binds
 * service-linked roles.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function bearsOn({ type }: Pick<Statement, 'type'>, situation: Situation): boolean {
  const { caller } = situation;
  switch (type) {
    case 'identity':
    case 'boundary':
    case 'session':
      return isIdentity(caller);
    case 'scps':
      return (isIdentity(caller) || caller.kind === 'root') && !caller.serviceLinked;
    case 'rcps':
      return !caller.serviceLinked && isWithinRcps(situation);
    case 'resource':
      return !unlocksPolicy(situation);
    case 'vpcEndpoint':
      return true;
  }
}

function isIdentity({ kind }: Caller): boolean {
  return kind === 'user' || kind === 'role' || kind === 'federated-user';
}

/**
 * RCPs have no say in actions that work on no resource, in the trust policies of service-linked roles and in kms:RetireGrant.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
 */
function isWithinRcps({ action, resource }: Situation): boolean {
  if (resource === '*' || action === 's3:listallmybuckets' || action === 'kms:retiregrant') return false;
  return !(action.startsWith('sts:') && isServiceLinkedRole(resource));
}

/**
 * So that the policy of a bucket or queue locks nobody out for good, it does not bear on the root user of the account who reads,
 * replaces or deletes it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#root-user-tasks
 */
function unlocksPolicy({ caller, action, sameAccount }: Situation): boolean {
  return caller.kind === 'root' && sameAccount && UNLOCKING.includes(action);
}

const UNLOCKING = [
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
  'sqs:setqueueattributes',
];
