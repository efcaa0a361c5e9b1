import { LeastwiseError } from '@leastwise/core';
import { authorize } from '../authorize.ts';
import type { Decision } from '../decision.ts';
import { explain } from '../explain/explain.ts';
import { readPolicies } from '../input/read-policies.ts';
import { readRequest } from '../input/situation.ts';
import type { AccessRequest } from '../request.ts';
import { actionMatches } from '../specification/action.ts';
import { prepare } from './prepare.ts';
import type { ClaimedRequest, Proof, Subject } from './proof.ts';

/** Whether a claim holds, and what to say if it should not have come out that way. */
export interface ClaimResult {
  readonly allowed: boolean;
  /** Says that the opposite was expected, and why it is not so. */
  readonly message: () => string;
}

/**
 * Decides a claim about an identity, a document or policies.
 *
 * @throws LeastwiseError for an invalid document or request, a resource that is missing, or an attachment that is not known
 */
export function examine(subject: Subject, claim: ClaimedRequest): ClaimResult {
  const proof = prepare(subject, claim);
  const decision = authorize(proof.policies, proof.request);
  const allowed = decision.effect === 'Allow';
  return { allowed, message: () => messageOf(proof, decision, allowed ? 'deny' : 'allow') };
}

function messageOf(proof: Proof, { effect, by, missingKeys }: Decision, wanted: string): string {
  const { name, policies, request } = proof;
  const set = readPolicies(policies);
  const situation = readRequest(request);
  const speaking = set.statements.filter((statement) => actionMatches(statement, situation));
  const { outcome, lines } = explain(set, speaking, situation);
  const who = proof.namesCaller ? ` by ${callerText(request.principal)}` : '';
  const claim = `expected ${name} to ${wanted} ${request.action} on ${request.resource}${who}, but it ${outcome}`;
  const keys =
    missingKeys.length === 0 ? [] : [`the request lacks what could change this: ${missingKeys.join(', ')}`];
  // Whoever claims something of one side easily forgets that there is another.
  const lacksOwn = effect === 'ImplicitDeny' && by === 'identity' && !set.given.has('identity');
  const own = lacksOwn ? ["the caller's own policies go into `policies: { identity: [...] }`"] : [];
  return [claim, ...lines, ...keys, ...own].join('\n  ');
}

function callerText(principal: AccessRequest['principal']): string {
  return typeof principal === 'string' ? principal : principal.arn;
}

/**
 * For any test runner: throws unless the request is allowed. The caller is a session of the role that the subject defines, or
 * of a role made up for the test, in the account of the resource, unless the request names a principal.
 *
 * @throws LeastwiseError `NOT_ALLOWED` with the explanation; as `compile` and `decide` do for what is invalid
 * @example
 * ```ts
 * import { assertAllows } from '@leastwise/evaluate';
 * import { allow, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const read = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', 'train/*')));
 * assertAllows(read, { action: s3.GetObject, resource: s3.object('my-ml-datasets', 'train/1.csv') });
 * try {
 *   assertAllows(read, { action: s3.GetObject, resource: s3.object('payroll', 'x') });
 * } catch (error) {
 *   console.log(String(error));
 * }
 * ```
 * ```text
 * LeastwiseError: expected the policy to allow s3:GetObject on arn:aws:s3:::payroll/x, but it is implicitly denied: no identity policy allows it
 *   statement 1 allows s3:GetObject only on arn:aws:s3:::my-ml-datasets/train/*
 * ```
 */
export function assertAllows(subject: Subject, request: ClaimedRequest): void {
  const { allowed, message } = examine(subject, request);
  if (!allowed) throw new LeastwiseError({ code: 'NOT_ALLOWED', what: message() });
}

/**
 * For any test runner: throws if the request is allowed; a deny of either kind is fine.
 *
 * @throws LeastwiseError `NOT_DENIED` with the explanation; as `compile` and `decide` do for what is invalid
 */
export function assertDenies(subject: Subject, request: ClaimedRequest): void {
  const { allowed, message } = examine(subject, request);
  if (allowed) throw new LeastwiseError({ code: 'NOT_DENIED', what: message() });
}
