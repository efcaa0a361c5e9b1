import type { PolicyDocument, Tags } from '@leastwise/policy';

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
  readonly tags: Tags;
}

/** A group as it should be; its path says which stack it belongs to, because groups take no tags. */
export interface StackGroup extends Holder {
  readonly type: 'group';
  /** The names of its users. */
  readonly members: readonly string[];
}

/** Anything that a stack holds. */
export type StackEntity = StackPolicy | StackRole | StackUser | StackGroup;

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
}
