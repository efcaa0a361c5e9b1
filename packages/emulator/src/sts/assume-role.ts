import type * as sts from '../../generated/sts.js';
import { isPrincipalUnknownYet } from '../consistency/consistency.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Account, Role } from '../state.ts';
import { roleAt } from './find-role.ts';
import { credentialsOutput, issue } from './issue.ts';
import { packedSize, sessionPolicies } from './session-policies.ts';
import { sessionTags } from './session-tags.ts';

/** In seconds. */
const DEFAULT_DURATION = 3600;
const LONGEST_CHAINED = 3600;

/**
 * Gives temporary credentials of a role, once the trust policy has been asked.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(input: sts.AssumeRoleRequest, context: Context): sts.AssumeRoleResponse {
  const { caller } = context;
  if (caller.kind === 'root') throw new Refusal('denied', 'Roles may not be assumed by root accounts.');
  const { role, account } = existingRole(input.RoleArn, context);
  const tags = sessionTags(input, context);
  const sourceIdentity = sourceIdentityOf(input, context);
  const size = packedSize(input, tags.tags.values());
  const session = issue(context, {
    accountId: account.id,
    of: { kind: 'role', roleId: role.id, name: input.RoleSessionName },
    duration: durationOf(input.DurationSeconds, role, caller.kind === 'session'),
    policies: sessionPolicies(input, context, account),
    ...tags,
    sourceIdentity,
  });
  return {
    Credentials: credentialsOutput(session),
    AssumedRoleUser: assumedRole(role, account, input.RoleSessionName),
    PackedPolicySize: size,
    SourceIdentity: sourceIdentity,
  };
}

/** Of a role that does not exist, or that is too new to be known, AWS says no more than of one that may not be assumed. */
export function existingRole(
  arn: string,
  { cloud, caller, now, consistency }: Context,
): { readonly role: Role; readonly account: Account } {
  const found = roleAt(cloud, arn);
  if (found && !isPrincipalUnknownYet(found.role, now, consistency)) return found;
  throw new Refusal(
    'denied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  );
}

/** A source identity that is set once stays for the whole chain of roles. */
export function sourceIdentityOf(
  { SourceIdentity: wanted }: { readonly SourceIdentity?: string | undefined },
  { caller }: Context,
): string | undefined {
  const inherited = caller.session?.sourceIdentity;
  if (inherited === undefined || wanted === undefined || wanted === inherited) return wanted ?? inherited;
  throw new Refusal('denied', 'The source identity of a session cannot be changed.');
}

export function assumedRole(role: Role, account: Account, name: string): sts.AssumedRoleUser {
  return { AssumedRoleId: `${role.id}:${name}`, Arn: sessionArn(role, account, name) };
}

export function sessionArn(role: Role, account: Account, name: string): string {
  return `arn:aws:sts::${account.id}:assumed-role/${role.name}/${name}`;
}

/** In seconds; a role that was assumed by a role lasts an hour at most. */
export function durationOf(wanted: number = DEFAULT_DURATION, role: Role, chained: boolean): number {
  if (wanted > role.maxSessionDuration) {
    throw new Refusal(
      'invalid',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  if (chained && wanted > LONGEST_CHAINED) {
    throw new Refusal(
      'invalid',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return wanted;
}
