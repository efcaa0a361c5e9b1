import { createHash } from 'node:crypto';
import { canonicalJson, freeze } from '@leastwise/core';
import type { AccountEntity } from './account.ts';
import { expectPlan } from './check-given.ts';
import type { Entity } from './entity.ts';
import type { PlannedCall } from './planned-call.ts';
import type { PasswordPolicy } from './stack.ts';
import type { StatementChange } from './statement-changes.ts';

/** What a step does. */
export type StepKind =
  | 'adopt'
  | 'replace'
  | 'create-policy'
  | 'create-policy-version'
  | 'set-default-version'
  | 'delete-policy-version'
  | 'create-role'
  | 'update-role'
  | 'update-trust'
  | 'create-user'
  | 'move-user'
  | 'rename-user'
  | 'create-login'
  | 'delete-login'
  | 'delete-credential'
  | 'create-group'
  | 'rename-group'
  | 'move-group'
  | 'create-instance-profile'
  | 'add-role-to-profile'
  | 'remove-role-from-profile'
  | 'delete-instance-profile'
  | 'create-oidc-provider'
  | 'add-client-id'
  | 'remove-client-id'
  | 'update-thumbprints'
  | 'delete-oidc-provider'
  | 'create-saml-provider'
  | 'update-metadata'
  | 'delete-saml-provider'
  | 'set-password-policy'
  | 'delete-password-policy'
  | 'create-alias'
  | 'delete-alias'
  | 'release'
  | 'tag'
  | 'untag'
  | 'set-boundary'
  | 'delete-boundary'
  | 'put-inline'
  | 'delete-inline'
  | 'attach'
  | 'detach'
  | 'add-member'
  | 'remove-member'
  | 'delete-policy'
  | 'delete-role'
  | 'delete-user'
  | 'delete-group';

/** Why a step cannot be carried out. */
export interface Blocked {
  /** In lower case, without a final period. */
  readonly reason: string;
  /** What to do about it. */
  readonly hint: string;
}

/** One thing to do to one entity. */
export interface Step {
  /** The same for the same step of every plan: `attach role/churn-training policy/churn-training`. */
  readonly id: string;
  readonly kind: StepKind;
  readonly entity: Entity;
  /** What it does to the entity, in words: `member AML@Packt`. Empty where creating or deleting the entity says it all. */
  readonly detail: string;
  /** Whether it adds something, changes it or takes it away. */
  readonly change: 'add' | 'change' | 'remove';
  /** Exactly the calls that it makes, in this order; none where it is blocked. */
  readonly calls: readonly PlannedCall[];
  /** The other entities that must be there, by identity: what is attached, who is a member, whom the trust names. */
  readonly uses: readonly string[];
  /** What happens to the statements of the document that it writes over. */
  readonly changes?: readonly StatementChange[];
  /** What a guard found in it that was consented to, in words. */
  readonly consented?: readonly string[];
  /** Set where it cannot be carried out; a plan with such a step is refused as a whole. */
  readonly blocked?: Blocked;
}

/** What an account has one of, as it was. */
export type AccountSetting =
  | { readonly type: 'account'; readonly name: 'alias'; readonly value: string }
  | { readonly type: 'account'; readonly name: 'password-policy'; readonly value: PasswordPolicy };

/** How an account becomes what a stack says: frozen plain data that may be saved, hashed, approved and applied elsewhere. */
export interface Plan {
  /** The version of this format. */
  readonly version: 1;
  /** The name of the stack. */
  readonly stack: string;
  /** The account that it was made for, twelve digits. */
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
  /** In the order in which they are carried out. */
  readonly steps: readonly Step[];
  /** What each thing that the plan writes over looked like, by subject: checked again right before the first write. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Every entity that the plan touches as it was, by identity, `null` where there was none: what undoing it comes back to. */
  readonly before: Readonly<Record<string, AccountEntity | AccountSetting | null>>;
  /** What could not be read when it was made. */
  readonly notices: readonly string[];
  /** When it was made, as ISO 8601, where `diff` was told; no part of the hash, so that the same plan has the same hash tomorrow. */
  readonly made?: string;
  /** SHA-256 of everything above but the time as canonical JSON, in hexadecimal digits. */
  readonly hash: string;
}

/** Whether there is nothing to do. */
export function isEmpty(plan: Plan): boolean {
  expectPlan(plan);
  return plan.steps.length === 0;
}

/** The steps that keep the plan from being applied. */
export function blockedSteps(plan: Plan): readonly Step[] {
  expectPlan(plan);
  return plan.steps.filter(({ blocked }) => blocked !== undefined);
}

/** Completes a plan with its hash and freezes it. */
export function sealPlan(plan: Omit<Plan, 'hash'>): Plan {
  return freeze({ ...plan, hash: planHash(plan) });
}

/** What the hash of a plan must be. */
export function planHash(plan: Omit<Plan, 'hash'>): string {
  const { version, stack, account, partition, steps, fingerprints, before, notices } = plan;
  return sha256(canonicalJson({ version, stack, account, partition, steps, fingerprints, before, notices }));
}

/** SHA-256 in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
