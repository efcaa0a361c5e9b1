import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { assumedRole, durationOf, existingRole } from './assume-role.ts';
import { credentialsOutput, issue } from './issue.ts';
import { packedSize, type PassedPolicies, sessionPolicies } from './session-policies.ts';

/** What an identity provider vouches for. */
export interface FederatedIdentity {
  readonly keys: ReadonlyMap<string, string | readonly string[]>;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly transitive: readonly string[];
  readonly sourceIdentity: string | undefined;
}

interface RoleRequest extends PassedPolicies {
  readonly RoleArn: string;
  readonly DurationSeconds?: number | undefined;
}

type FederatedResponse = Pick<
  sts.AssumeRoleWithWebIdentityResponse,
  'Credentials' | 'AssumedRoleUser' | 'PackedPolicySize' | 'SourceIdentity'
>;

/** A session of a role for someone whom an identity provider has signed in. */
export function federatedSession(
  input: RoleRequest,
  name: string,
  { keys, tags, transitive, sourceIdentity }: FederatedIdentity,
  context: Context,
): FederatedResponse {
  const { role, account } = existingRole(input.RoleArn, context);
  const size = packedSize(input, tags);
  const session = issue(context, {
    accountId: account.id,
    of: { kind: 'role', roleId: role.id, name },
    duration: durationOf(input.DurationSeconds, role, false),
    policies: sessionPolicies(input, context, account),
    tags: new Map(tags.map((tag) => [tag.Key.toLowerCase(), tag])),
    transitive: transitive.map((key) => key.toLowerCase()),
    sourceIdentity,
    federation: keys,
  });
  return {
    Credentials: credentialsOutput(session),
    AssumedRoleUser: assumedRole(role, account, name),
    PackedPolicySize: size,
    SourceIdentity: sourceIdentity,
  };
}
