import type { PasswordPolicyDefinition, PolicyDocument, Tags } from '@leastwise/policy';

/** A managed policy of this stack by its name, or any by its ARN. */
export type PolicyReference = { readonly policy: string } | { readonly arn: string };

/** What every entity that holds policies has. */
interface Holder {
  readonly name: string;
  readonly path: string;
  readonly policies: readonly PolicyReference[];
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, PolicyDocument>>;
}

/** A customer managed policy as it should be. */
export interface StackPolicy {
  readonly type: 'policy';
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly document: PolicyDocument;
  readonly tags: Tags;
}

/** A role as it should be. */
export interface StackRole extends Holder {
  readonly type: 'role';
  readonly description: string;
  readonly trust: PolicyDocument;
  /** The longest session, in seconds. */
  readonly maxSessionDuration: number;
  readonly boundary?: PolicyReference;
  readonly tags: Tags;
}

/** A user as it should be. */
export interface StackUser extends Holder {
  readonly type: 'user';
  readonly boundary?: PolicyReference;
  readonly login?: Login;
  readonly tags: Tags;
}

/** How a user signs in to the console for the first time. */
export interface Login {
  /** The ARN or the name of the secret that holds the first password. */
  readonly secret: string;
  readonly resetRequired: boolean;
}

/** A group as it should be; its path says which stack it belongs to, because groups take no tags. */
export interface StackGroup extends Holder {
  readonly type: 'group';
  /** The names of its users. */
  readonly members: readonly string[];
}

/** An instance profile as it should be. */
export interface StackInstanceProfile {
  readonly type: 'instance-profile';
  readonly name: string;
  readonly path: string;
  /** The name of the role that it hands out. */
  readonly role?: string;
  readonly tags: Tags;
}

/** An OpenID Connect provider as it should be; its name is its URL without the scheme. */
export interface StackOidcProvider {
  readonly type: 'oidc-provider';
  readonly name: string;
  readonly path: '/';
  readonly clientIds: readonly string[];
  /** Absent where AWS finds them. */
  readonly thumbprints?: readonly string[];
  readonly tags: Tags;
}

/** A SAML provider as it should be. */
export interface StackSamlProvider {
  readonly type: 'saml-provider';
  readonly name: string;
  readonly path: '/';
  readonly metadata: string;
  readonly tags: Tags;
}

/** What passwords must be, with nothing left out; 0 where there is no limit. */
export type PasswordPolicy = Required<PasswordPolicyDefinition>;

/** Something that a stack once held, and what becomes of it. */
export interface Removed {
  /** `role/churn-training`, `account/alias` */
  readonly id: string;
  /** Whether it stays in the account, as nobody's. */
  readonly keep: boolean;
}

/** What may hang on an entity of a stack without being in it, by what `*` and `?` stand for. */
export interface Ignored {
  /** The ARNs of attached policies. */
  readonly attachments: readonly string[];
  /** The names of inline policies. */
  readonly inline: readonly string[];
}

/** Anything that a stack holds. */
export type StackEntity =
  | StackPolicy
  | StackRole
  | StackUser
  | StackGroup
  | StackInstanceProfile
  | StackOidcProvider
  | StackSamlProvider;

/**
 * What should be in an account, as frozen plain data: every entity once, in a fixed order, references by name.
 * Made by {@link stack}.
 */
export interface Stack {
  readonly name: string;
  readonly policies: readonly StackPolicy[];
  readonly roles: readonly StackRole[];
  readonly users: readonly StackUser[];
  readonly groups: readonly StackGroup[];
  readonly instanceProfiles: readonly StackInstanceProfile[];
  readonly oidcProviders: readonly StackOidcProvider[];
  readonly samlProviders: readonly StackSamlProvider[];
  /** Absent where the stack leaves it alone. */
  readonly passwordPolicy?: PasswordPolicy;
  /** The account's alias; absent where the stack leaves it alone. */
  readonly alias?: string;
  readonly removed: readonly Removed[];
  readonly ignore: Ignored;
}
