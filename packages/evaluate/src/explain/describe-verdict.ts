import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { PolicyType } from '../policies.ts';
import { needsNoPermission, type Verdict } from '../specification/order.ts';
import type { Match } from '../specification/statement.ts';
import { isPolicyType, policyName } from './labels.ts';

/** `s3:GetObject on arn:aws:s3:::payroll/x by arn:aws:iam::111122223333:user/ana` */
export function describeRequest({ actionName, resource, caller }: Situation): string {
  const who = caller.kind === 'anonymous' ? 'someone who has not signed in' : caller.text;
  return `${actionName} on ${resource} by ${who}`;
}

/**
 * `is implicitly denied: no identity policy allows it`
 *
 * @param matches every statement that speaks of the action, held against the request
 */
export function describeOutcome(
  { effect, by, matches: deciding }: Verdict,
  policies: PolicySet,
  matches: readonly Match[],
  situation: Situation,
): string {
  if (by === 'root') return 'is allowed: the root user may do everything in its own account';
  if (by === 'no-permission-needed') {
    const always = needsNoPermission(situation) ? ', and no policy can take it away' : '';
    return `is allowed: it needs no permission${always}`;
  }
  if (!isPolicyType(by)) return effect;
  const name = policyName(by, situation);
  switch (effect) {
    case 'Allow': {
      const isBoth = by === 'resource' && deciding.some(({ statement }) => statement.type === 'identity');
      return `is allowed by ${article(name)}${isBoth ? ' and an identity policy' : ''}`;
    }
    case 'ExplicitDeny':
      return `is explicitly denied by ${article(name)}`;
    case 'ImplicitDeny':
      return `is implicitly denied: ${lack(by, policies, matches, situation)}`;
  }
}

/** What would have had to allow. */
function lack(by: PolicyType, policies: PolicySet, matches: readonly Match[], situation: Situation): string {
  const name = policyName(by, situation);
  const isGiven = policies.given.has(by);
  switch (by) {
    case 'scps':
      return lackingLevel(policies, matches);
    case 'rcps':
    case 'boundary':
    case 'vpcEndpoint':
      return `the ${name} does not allow it`;
    case 'session':
      return isGiven ? `no ${name} allows it` : 'a federated user may do nothing without a session policy';
    case 'identity':
      return lackingIdentity(policies, matches, situation);
    case 'resource':
      return `${isGiven ? `the ${name} does not allow it` : `no ${name} is given`}${need(situation)}`;
  }
}

/** Within an account the resource policy could have allowed as well. */
function lackingIdentity({ given }: PolicySet, matches: readonly Match[], situation: Situation): string {
  const none = given.has('identity') ? 'no identity policy allows it' : 'there is no identity policy';
  const granted = matches.some(
    ({ statement: { type, effect }, whole }) => type === 'resource' && effect === 'Allow' && whole.now,
  );
  if (!situation.sameAccount || !given.has('resource') || granted) return none + elsewhere(situation);
  return given.has('identity')
    ? 'neither the resource policy nor an identity policy allows it'
    : `the resource policy does not allow it, and ${none}`;
}

/** Which level of the organisation does not allow. */
function lackingLevel({ scpLevels, statements }: PolicySet, matches: readonly Match[]): string {
  const allows = (level: number): boolean =>
    matches.some(
      ({ statement, whole }) =>
        statement.type === 'scps' && statement.level === level && statement.effect === 'Allow' && whole.now,
    );
  const levels = Array.from({ length: scpLevels }, (_, level) => level);
  const lacking = levels.find((level) => !allows(level)) ?? 0;
  const isGiven = statements.some(({ type, level }) => type === 'scps' && level === lacking);
  return isGiven
    ? `no service control policy of level ${lacking + 1} allows it`
    : `there is no service control policy of level ${lacking + 1}`;
}

/** Why the resource's policy has to allow. */
function need(situation: Situation): string {
  if (situation.caller.account === undefined) return '';
  return situation.sameAccount
    ? `, and a ${situation.action.startsWith('kms:') ? 'key' : 'role'} heeds no identity policy without it`
    : elsewhere(situation);
}

function elsewhere({ sameAccount }: Situation): string {
  return sameAccount ? '' : ', and the resource belongs to another account';
}

function article(name: string): string {
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}
