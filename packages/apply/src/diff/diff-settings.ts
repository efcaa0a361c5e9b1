import { canonicalJson } from '@leastwise/core';
import type { Entity } from '../entity.ts';
import type { Step } from '../plan.ts';
import type { PlannedCall } from '../planned-call.ts';
import type { PasswordPolicy } from '../stack.ts';
import type { Scene } from './scene.ts';
import { blockedStep, step } from './step.ts';

const ALIAS: Entity = { type: 'account', name: 'alias' };
const PASSWORD_POLICY: Entity = { type: 'account', name: 'password-policy' };
const UNREAD = {
  reason: 'it was not read',
  hint: 'read the account with this stack as `scope`, or with none',
};

/** What an account has one of. It carries no tag, so a stack that does not speak of it leaves it alone. */
export function diffSettings(scene: Scene): readonly Step[] {
  return [...diffPasswordPolicy(scene), ...diffAlias(scene)];
}

function isRemoved({ stack }: Scene, { type, name }: Entity): boolean {
  return stack.removed.some(({ id, keep }) => id === `${type}/${name}` && !keep);
}

/** All of it is sent always: what UpdateAccountPasswordPolicy is not given it resets. */
function diffPasswordPolicy(scene: Scene): Step[] {
  const wanted = scene.stack.passwordPolicy;
  const existing = scene.account.passwordPolicy;
  const gone = isRemoved(scene, PASSWORD_POLICY);
  if (wanted === undefined && !gone) return [];
  if (existing === undefined)
    return [blockedStep('set-password-policy', PASSWORD_POLICY, UNREAD, { change: 'change' })];
  if (wanted === undefined) {
    if (existing === null) return [];
    const call = { operation: 'DeleteAccountPasswordPolicy', input: {} } as const;
    return [step('delete-password-policy', PASSWORD_POLICY, call, { change: 'remove' })];
  }
  if (existing !== null && canonicalJson(existing) === canonicalJson(wanted)) return [];
  const detail = (Object.keys(wanted) as (keyof PasswordPolicy)[])
    .filter((key) => existing?.[key] !== wanted[key])
    .map((key) => (existing === null ? `${key} ${wanted[key]}` : `${key} ${existing[key]} -> ${wanted[key]}`))
    .join(', ');
  const change = existing === null ? 'add' : 'change';
  return [step('set-password-policy', PASSWORD_POLICY, passwordPolicyCall(wanted), { change, detail })];
}

function passwordPolicyCall(policy: PasswordPolicy): PlannedCall<'UpdateAccountPasswordPolicy'> {
  return {
    operation: 'UpdateAccountPasswordPolicy',
    input: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.requireSymbols,
      RequireNumbers: policy.requireNumbers,
      RequireUppercaseCharacters: policy.requireUppercase,
      RequireLowercaseCharacters: policy.requireLowercase,
      AllowUsersToChangePassword: policy.allowUsersToChange,
      HardExpiry: policy.hardExpiry,
      // No limit is said by saying nothing.
      ...(policy.maxAge === 0 ? {} : { MaxPasswordAge: policy.maxAge }),
      ...(policy.reusePrevention === 0 ? {} : { PasswordReusePrevention: policy.reusePrevention }),
    },
  };
}

/** An account has one alias at most; a new one takes the place of the old. */
function diffAlias(scene: Scene): Step[] {
  const wanted = scene.stack.alias;
  const existing = scene.account.alias;
  if (wanted === undefined && !isRemoved(scene, ALIAS)) return [];
  if (existing === undefined) return [blockedStep('create-alias', ALIAS, UNREAD, { change: 'change' })];
  if (wanted === existing) return [];
  if (wanted !== undefined)
    return [
      step(
        'create-alias',
        ALIAS,
        { operation: 'CreateAccountAlias', input: { AccountAlias: wanted } },
        existing === null
          ? { change: 'add', detail: `alias ${wanted}` }
          : { change: 'change', detail: `alias ${existing} -> ${wanted}` },
      ),
    ];
  if (existing === null) return [];
  const call = { operation: 'DeleteAccountAlias', input: { AccountAlias: existing } } as const;
  return [step('delete-alias', ALIAS, call, { change: 'remove', detail: `alias ${existing}` })];
}
