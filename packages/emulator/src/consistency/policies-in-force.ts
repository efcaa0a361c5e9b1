import { callerOf, ownerOf } from '../authentication/caller.ts';
import type { Target } from '../authorization/row.ts';
import type { Caller, Context } from '../context.ts';
import type { ResourcePolicy } from '../resource-policy.ts';
import type { Account, Cloud, PolicyHolder } from '../state.ts';
import { roleAt } from '../sts/find-role.ts';

/**
 * A context as those see it who decide about requests: with the caller, and the policies of IAM, of some time ago.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export function inForce(context: Context): Context {
  const { consistency, history, account, now } = context;
  if (!consistency.policies) return context;
  const cloud = history.at(now - consistency.policies);
  const itsAccount = cloud?.accounts.get(account.id);
  return cloud && itsAccount
    ? { ...context, cloud, account: itsAccount, caller: callerIn(cloud, itsAccount, context.caller) }
    : context;
}

/** Who is so new that there is nothing of them yet has no policies. */
function callerIn(cloud: Cloud, account: Account, caller: Caller): Caller {
  switch (caller.kind) {
    case 'user':
      return ownerOf(account, caller.user.id, caller.session) ?? { ...caller, user: bare(caller.user) };
    case 'session':
      return callerOf(cloud, caller.session) ?? { ...caller, role: bare(caller.role) };
    case 'federated-user':
      return callerOf(cloud, caller.session) ?? { ...caller, by: caller.by && bare(caller.by) };
    case 'root':
    case 'anonymous':
    case 'service':
      return caller;
  }
}

function bare<Holder extends PolicyHolder>(holder: Holder): Holder {
  return { ...holder, attached: [], inline: new Map(), groupIds: [] };
}

/** The policy of what is asked for. Only that of a role is one of IAM's. */
export function policyInForce(target: Target, context: Context, then: Context): ResourcePolicy | undefined {
  if (then === context || !isRole(target.arn)) return target.policy;
  return roleAt(then.cloud, target.arn)?.role.trust;
}

function isRole(arn: string): boolean {
  return /^arn:[^:]+:iam::\d+:role\//.test(arn);
}
