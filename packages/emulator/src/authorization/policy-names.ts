import type { PolicyType } from '@leastwise/evaluate';
import { inForce } from '../consistency/policies-in-force.ts';
import type { Context } from '../context.ts';
import { ownPolicies, policiesOfUser, type SourcePolicy } from '../iam/policies-of.ts';
import { isIdentity } from './policies.ts';
import type { Demand } from './row.ts';

/** What the policies that bear on a request are called, in the order of their texts. Those that have no name are left out. */
export type PolicyNames = Readonly<Partial<Record<PolicyType, readonly string[]>>>;

export function policyNames(now: Context, { on, by }: Demand): PolicyNames {
  const context = inForce(now);
  const { caller } = context;
  const isOwnRequest = by === undefined && isIdentity(caller);
  const boundary = isOwnRequest ? boundaryOf(context) : undefined;
  return {
    identity: isOwnRequest ? identityPolicies(context).map(({ arn, id }) => arn ?? id) : [],
    ...(boundary !== undefined && { boundary: [boundary] }),
    ...(on?.policy && { resource: [on.arn] }),
  };
}

function identityPolicies(context: Context): readonly SourcePolicy[] {
  const { caller } = context;
  if (caller.kind === 'session') return ownPolicies(caller.role, 'role', context);
  const user =
    caller.kind === 'user' ? caller.user : caller.kind === 'federated-user' ? caller.by : undefined;
  return user ? policiesOfUser(user, context) : [];
}

function boundaryOf({ caller }: Context): string | undefined {
  if (caller.kind === 'session') return caller.role.boundary;
  return caller.kind === 'user' ? caller.user.boundary : undefined;
}
