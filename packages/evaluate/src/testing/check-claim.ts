import { LeastwiseError } from '@leastwise/core';
import { checkContext, readResource } from '../input/situation.ts';
import type { ClaimedRequest, Definition, Subject } from './proof.ts';

const KINDS: readonly string[] = ['role', 'user', 'group', 'managed-policy'] satisfies Definition['kind'][];

/**
 * Refuses what no claim can be made about, or what is no claim. The types say it too, but not to JavaScript.
 *
 * @throws LeastwiseError `NO_SUBJECT` or `NO_CLAIM`, and as `decide` does for its resource and context
 */
export function checkClaim(subject: Subject, claim: ClaimedRequest): void {
  if (!isObject(subject)) throw noSubject(subject);
  if ('kind' in subject && !KINDS.includes(subject.kind))
    throw new LeastwiseError({
      code: 'NO_SUBJECT',
      what: `a claim cannot be made about a definition of kind \`${subject.kind}\``,
      hint: `use one of ${KINDS.join(', ')}`,
    });
  if ('kind' in subject) checkDefinition(subject);
  if (!isObject(claim))
    throw new LeastwiseError({
      code: 'NO_CLAIM',
      what: 'a claim says what is asked for',
      hint: "give it as { action: 's3:GetObject', resource: 'arn:aws:s3:::my-bucket/key' }",
    });
  if (claim.resource !== undefined) readResource(claim.resource);
  if (claim.context !== undefined) checkContext(claim.context);
  if (claim.policies !== undefined && !isObject(claim.policies))
    throw new LeastwiseError({
      code: 'NO_CLAIM',
      what: 'the policies of a claim are given by type',
      path: 'policies',
      hint: 'write { identity: [...], resource: ... }',
    });
}

function checkDefinition(definition: Definition): void {
  const { name, policies }: { name?: unknown; policies?: unknown } = definition;
  const wrong =
    typeof name !== 'string'
      ? 'a definition has a name'
      : policies !== undefined && !Array.isArray(policies)
        ? `the policies of \`${name}\` are a list`
        : undefined;
  if (wrong !== undefined) throw new LeastwiseError({ code: 'NO_SUBJECT', what: wrong });
}

/**
 * Refuses to ask a role what it may assume without saying what, which is more likely meant to ask its trust policy.
 *
 * @throws LeastwiseError `MISSING_RESOURCE`
 */
export function checkTarget({ action, resource }: ClaimedRequest): void {
  if (resource === undefined)
    throw missingResource(
      action,
      'add `principal` to ask who may assume this role, or `resource` to ask which other role it may assume',
    );
}

export function missingResource(action: string, hint: string): LeastwiseError {
  return new LeastwiseError({
    code: 'MISSING_RESOURCE',
    what: `the claim about \`${action}\` names no resource`,
    hint,
  });
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noSubject(value: unknown): LeastwiseError {
  return new LeastwiseError({
    code: 'NO_SUBJECT',
    what: 'a claim is made about a policy document, a role, a user, a group, a managed policy, or policies by type',
    hint: Array.isArray(value)
      ? 'write { identity: [...] } for several documents'
      : typeof value === 'string'
        ? 'read the text with parsePolicy of @leastwise/policy first'
        : undefined,
  });
}
