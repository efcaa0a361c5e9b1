import type {
  GroupDefinition,
  IdentityPolicy,
  ManagedPolicyDefinition,
  RoleDefinition,
  UserDefinition,
} from '@leastwise/policy';

/** What may be said of a managed policy beside its name and document. */
export type ManagedPolicyOptions = Omit<ManagedPolicyDefinition, 'kind' | 'name' | 'document'>;

/** A customer managed policy, as plain data. */
export function managedPolicy(
  name: string,
  document: IdentityPolicy,
  options: ManagedPolicyOptions = {},
): ManagedPolicyDefinition {
  return { ...options, kind: 'managed-policy', name, document };
}

/** A role, as plain data; presets give the same. */
export function role(name: string, definition: Omit<RoleDefinition, 'kind' | 'name'>): RoleDefinition {
  return { ...definition, kind: 'role', name };
}

/** A user, as plain data. */
export function user(name: string, options: Omit<UserDefinition, 'kind' | 'name'> = {}): UserDefinition {
  return { ...options, kind: 'user', name };
}

/** A group of users, as plain data. */
export function group(
  name: string,
  definition: Omit<GroupDefinition, 'kind' | 'name'> = {},
): GroupDefinition {
  return { ...definition, kind: 'group', name };
}
