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

/** A user's way into the console. Its first password is generated and goes into the secret; nobody sees it. */
export interface LoginDefinition {
  /** The ARN of a secret in Secrets Manager, or its name, under which it is made where there is none. */
  readonly secret: string;
  /** Whether the user must choose another password at the first sign-in; yes unless said otherwise. */
  readonly resetRequired?: boolean;
}

/** An IAM user. Access keys are no part of it: they are made and kept by rotation. */
export interface UserDefinition {
  readonly kind: 'user';
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  readonly policies?: readonly Attachment[];
  readonly inline?: Readonly<Record<string, IdentityPolicy>>;
  readonly boundary?: Attachment;
  readonly login?: LoginDefinition;
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

/** An instance profile: what hands a role to EC2 instances. */
export interface InstanceProfileDefinition {
  readonly kind: 'instance-profile';
  readonly name: string;
  /** Begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
  /** The role that it hands out: one of ours, or any of the account by its name. */
  readonly role?: RoleDefinition | string;
  readonly tags?: Tags;
}

/** An identity provider that speaks OpenID Connect. */
export interface OidcProviderDefinition {
  readonly kind: 'oidc-provider';
  /** `https://token.actions.githubusercontent.com` */
  readonly url: string;
  /** The audiences that tokens may be for: `sts.amazonaws.com`. */
  readonly clientIds: readonly string[];
  /** SHA-1 thumbprints of the certificate authority; left out, AWS finds them, and what it finds is left alone. */
  readonly thumbprints?: readonly string[];
  readonly tags?: Tags;
}

/** An identity provider that speaks SAML 2.0. */
export interface SamlProviderDefinition {
  readonly kind: 'saml-provider';
  readonly name: string;
  /** The XML that the provider publishes about itself. */
  readonly metadata: string;
  readonly tags?: Tags;
}

/**
 * What the passwords of an account's users must be. What is left out is as AWS has it for an account whose policy says
 * nothing of it.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
 */
export interface PasswordPolicyDefinition {
  /** 6 to 128 characters; 6 unless said otherwise. */
  readonly minimumLength?: number;
  readonly requireSymbols?: boolean;
  readonly requireNumbers?: boolean;
  readonly requireUppercase?: boolean;
  readonly requireLowercase?: boolean;
  readonly allowUsersToChange?: boolean;
  /** After so many days a password expires, 1 to 1,095; never unless said otherwise. */
  readonly maxAge?: number;
  /** So many of the last passwords may not be used again, 1 to 24; none unless said otherwise. */
  readonly reusePrevention?: number;
  /** Whether only an administrator can help whose password has expired. */
  readonly hardExpiry?: boolean;
}
