import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { missing, policyWith } from './entities.ts';
import { holdersOf } from './holders.ts';
import { defaultText, ownPolicies, policiesOfUser, type SourcePolicy } from './policies-of.ts';

/** A user, group or role whose policies are simulated. */
export interface SimulatedSource {
  readonly kind: 'user' | 'group' | 'role';
  readonly policies: readonly SourcePolicy[];
  readonly boundaries: readonly SourcePolicy[];
  /** Who is taken to send the request. */
  readonly principal: string;
}

/** @throws Refusal NoSuchEntity, InvalidInput */
export function policiesOfSource(arn: string, context: Context): SimulatedSource {
  const { account } = context;
  if (!/^arn:[^:]+:iam::\d{12}:(user|group|role)\//.test(arn)) {
    throw new Refusal(
      'InvalidInput',
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    );
  }
  const holder = holdersOf(account).find(({ entity }) => entity.arn === arn);
  if (!holder) return missing(`Entity ${arn} cannot be found.`);
  if (holder.kind === 'User') {
    const { entity: user } = holder;
    const policies = policiesOfUser(user, context);
    return { kind: 'user', policies, boundaries: boundaryOf(user.boundary, context), principal: arn };
  }
  if (holder.kind === 'Role') {
    const { entity: role } = holder;
    const policies = ownPolicies(role, 'role', context);
    return { kind: 'role', policies, boundaries: boundaryOf(role.boundary, context), principal: arn };
  }
  const policies = ownPolicies(holder.entity, 'group', context);
  return { kind: 'group', policies, boundaries: [], principal: `arn:aws:iam::${account.id}:user/simulated` };
}

function boundaryOf(arn: string | undefined, context: Context): SourcePolicy[] {
  const policy = arn === undefined ? undefined : policyWith(context, arn);
  return policy ? [{ id: policy.name, type: 'IAM Policy', arn: policy.arn, text: defaultText(policy) }] : [];
}
