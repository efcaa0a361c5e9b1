import type { PolicyDocument, Tags } from '@leastwise/policy';

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
  /** The ids of its access keys; read only of users that the stack in scope no longer names. */
  readonly accessKeys?: readonly string[];
}

/** A group as it is. */
export interface AccountGroup extends Holder {
  readonly type: 'group';
  /** The names of its users. */
  readonly members: readonly string[];
}

/** Anything that is read of an account. */
export type AccountEntity = AccountPolicy | AccountRole | AccountUser | AccountGroup;

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
}
