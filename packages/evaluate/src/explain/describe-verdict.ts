import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { PolicyType } from '../policies.ts';
import type { Verdict } from '../specification/order.ts';
import { isPolicyType, POLICY_NAMES } from './labels.ts';

/** `s3:GetObject on arn:aws:s3:::payroll/x by arn:aws:iam::111122223333:user/ana` */
export function describeRequest({ actionName, resource, caller }: Situation): string {
  const who = caller.kind === 'anonymous' ? 'someone who has not signed in' : caller.text;
  return `${actionName} on ${resource} by ${who}`;
}

/** `is implicitly denied: no identity policy allows it` */
export function describeOutcome({ effect, by }: Verdict, policies: PolicySet, situation: Situation): string {
  if (by === 'root') return 'is allowed: the root user may do everything in its own account';
  if (by === 'no-permission-needed') return 'is allowed: it needs no permission';
  if (!isPolicyType(by)) return effect;
  switch (effect) {
    case 'Allow':
      return `is allowed by ${article(POLICY_NAMES[by])}`;
    case 'ExplicitDeny':
      return `is explicitly denied by ${article(POLICY_NAMES[by])}`;
    case 'ImplicitDeny':
      return `is implicitly denied: ${lack(by, policies, situation)}`;
  }
}

function lack(by: PolicyType, { given }: PolicySet, situation: Situation): string {
  const { caller, sameAccount } = situation;
  if (by === 'scps') return 'the service control policies of one level do not allow it';
  if (by === 'session' && !given.has('session'))
    return 'a federated user may do nothing without a session policy';
  if (by === 'resource') {
    const without = given.has('resource')
      ? 'the resource policy does not allow it'
      : 'no resource policy is given';
    if (caller.account === undefined) return without;
    return sameAccount
      ? `${without}, and a key or a role heeds no identity policy without it`
      : `${without}, and the resource belongs to another account`;
  }
  return given.has(by) ? `no ${POLICY_NAMES[by]} allows it` : `there is no ${POLICY_NAMES[by]}`;
}

function article(name: string): string {
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}
