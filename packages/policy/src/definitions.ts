/*
 * Identities as plain data: presets return them, apply brings them into an account, proofs are made about them.
 */
import type { IdentityPolicy, TrustPolicy } from './document.ts';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** A customer managed policy: versioned, and attached to whoever needs it. */
export interface ManagedPolicyDefinition {
  readonly kind: 'managed-policy';
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  readonly description?: string;
  readonly document: IdentityPolicy;
  readonly tags?: Tags;
}

/** A managed policy to attach: one of ours, or any by its ARN, such as an AWS managed policy. */
export type Attachment = ManagedPolicyDefinition | string;

/** An IAM role. */
export interface RoleDefinition {
  readonly kind: 'role';
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  readonly description?: string;
  /** Who may assume the role. */
  readonly trust: TrustPolicy;
  /** What the role may do; becomes a managed policy of the role's name, so that it has versions and an undo. */
  readonly permissions?: IdentityPolicy;
  /** Further managed policies. */
  readonly policies?: readonly Attachment[];
  /** Inline policies by name. */
  readonly inline?: Readonly<Record<string, IdentityPolicy>>;
  readonly boundary?: Attachment;
  /** The longest session, in seconds: 3,600 to 43,200; 3,600 unless said otherwise. */
  readonly maxSessionDuration?: number;
  readonly tags?: Tags;
}

/** An IAM user. Access keys and passwords are no part of it: they are made and kept by rotation. */
export interface UserDefinition {
  readonly kind: 'user';
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  readonly policies?: readonly Attachment[];
  readonly inline?: Readonly<Record<string, IdentityPolicy>>;
  readonly boundary?: Attachment;
  readonly tags?: Tags;
}

/** A group of IAM users. */
export interface GroupDefinition {
  readonly kind: 'group';
  readonly name: string;
  readonly policies?: readonly Attachment[];
  readonly inline?: Readonly<Record<string, IdentityPolicy>>;
  readonly members?: readonly UserDefinition[];
}
