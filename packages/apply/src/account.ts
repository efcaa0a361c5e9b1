import type { PolicyDocument, Tags } from '@leastwise/policy';
import type { PasswordPolicy } from './stack.ts';

/** What every entity of an account has. */
interface Existing {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** The unique id, which a later entity of the same name does not get: `AROA...`, `AIDA...`, `ANPA...`, `AGPA...` */
  readonly id: string;
}

/** What every entity that holds policies has. */
interface Holder extends Existing {
  /** The ARNs of the attached managed policies. */
  readonly policies: readonly string[];
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, PolicyDocument>>;
}

/** One version of a managed policy. */
export interface AccountPolicyVersion {
  /** `v3` */
  readonly id: string;
  readonly document: PolicyDocument;
}

/** A customer managed policy as it is. */
export interface AccountPolicy extends Existing {
  readonly type: 'policy';
  /** Absent where it was not read. */
  readonly description?: string;
  /** The id of the version in force. */
  readonly defaultVersion: string;
  /** Every version, the oldest first. */
  readonly versions: readonly AccountPolicyVersion[];
  readonly tags: Tags;
}

/** A role as it is. */
export interface AccountRole extends Holder {
  readonly type: 'role';
  readonly description: string;
  readonly trust: PolicyDocument;
  /** The longest session, in seconds. */
  readonly maxSessionDuration: number;
  /** The ARN of the boundary. */
  readonly boundary?: string;
  /** The names of the instance profiles that hold the role. */
  readonly instanceProfiles: readonly string[];
  /** When it was last used, as ISO 8601; absent where it never was, as far as AWS looks back. */
  readonly lastUsed?: string;
  readonly tags: Tags;
}

/** A user as it is. */
export interface AccountUser extends Holder {
  readonly type: 'user';
  /** The ARN of the boundary. */
  readonly boundary?: string;
  /** The names of its groups. */
  readonly groups: readonly string[];
  readonly tags: Tags;
  /** Whether it has a password; read only of users that may be deleted or that the stack in scope gives one. */
  readonly login?: boolean;
  /** Read only of users that the stack in scope no longer names. */
  readonly belongings?: Belongings;
}

/** What hangs on a user and must go before it does, by id. */
export interface Belongings {
  readonly accessKeys: readonly string[];
  readonly certificates: readonly string[];
  readonly sshKeys: readonly string[];
  readonly serviceCredentials: readonly string[];
  /** Serial numbers. */
  readonly mfaDevices: readonly string[];
}

/** A group as it is. */
export interface AccountGroup extends Holder {
  readonly type: 'group';
  /** The names of its users. */
  readonly members: readonly string[];
}

/** An instance profile as it is. */
export interface AccountInstanceProfile extends Existing {
  readonly type: 'instance-profile';
  /** The name of its role. */
  readonly role?: string;
  readonly tags: Tags;
}

/** An OpenID Connect provider as it is; its name is its URL without the scheme, and its ARN its id. */
export interface AccountOidcProvider extends Existing {
  readonly type: 'oidc-provider';
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly tags: Tags;
}

/** A SAML provider as it is; its ARN is its id. */
export interface AccountSamlProvider extends Existing {
  readonly type: 'saml-provider';
  readonly metadata: string;
  readonly tags: Tags;
}

/** Anything that is read of an account. */
export type AccountEntity =
  | AccountPolicy
  | AccountRole
  | AccountUser
  | AccountGroup
  | AccountInstanceProfile
  | AccountOidcProvider
  | AccountSamlProvider;

/** How many of a kind an account may have. */
export interface AccountQuotas {
  readonly policies?: number;
  readonly roles?: number;
  readonly users?: number;
  readonly groups?: number;
  readonly instanceProfiles?: number;
  /** Managed policies on one role, user or group, the lowest of the three. */
  readonly attachments?: number;
}

/** What is in an account, as frozen plain data, read by {@link readAccount}. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** `aws`, `aws-cn`, `aws-us-gov` */
  readonly partition: string;
  readonly policies: readonly AccountPolicy[];
  readonly roles: readonly AccountRole[];
  readonly users: readonly AccountUser[];
  readonly groups: readonly AccountGroup[];
  readonly instanceProfiles: readonly AccountInstanceProfile[];
  readonly oidcProviders: readonly AccountOidcProvider[];
  readonly samlProviders: readonly AccountSamlProvider[];
  /** `null` where there is none; absent where it was not read. */
  readonly passwordPolicy?: PasswordPolicy | null;
  /** `null` where there is none; absent where it was not read. */
  readonly alias?: string | null;
  readonly quotas: AccountQuotas;
  /** What could not be read, in words: a plan repeats it. */
  readonly notices: readonly string[];
}
