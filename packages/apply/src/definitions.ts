import type {
  GroupDefinition,
  IdentityPolicy,
  InstanceProfileDefinition,
  ManagedPolicyDefinition,
  OidcProviderDefinition,
  RoleDefinition,
  SamlProviderDefinition,
  UserDefinition,
} from '@leastwise/policy';
import type { Removed } from './stack.ts';

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

/** An instance profile, as plain data. */
export function instanceProfile(
  name: string,
  options: Omit<InstanceProfileDefinition, 'kind' | 'name'> = {},
): InstanceProfileDefinition {
  return { ...options, kind: 'instance-profile', name };
}

/** An OpenID Connect provider, as plain data. */
export function oidcProvider(
  url: string,
  options: Omit<OidcProviderDefinition, 'kind' | 'url'>,
): OidcProviderDefinition {
  return { ...options, kind: 'oidc-provider', url };
}

/** A SAML provider, as plain data; the metadata is the XML that the provider publishes about itself. */
export function samlProvider(
  name: string,
  metadata: string,
  options: Omit<SamlProviderDefinition, 'kind' | 'name' | 'metadata'> = {},
): SamlProviderDefinition {
  return { ...options, kind: 'saml-provider', name, metadata };
}

/**
 * Says what becomes of something that a stack once held: with `keep` it stays in the account as nobody's, otherwise it is
 * deleted. What a stack owns by a tag is deleted without being named here; the account's alias and password policy, which
 * carry none, only with.
 */
export function removed(id: string, { keep = false }: { readonly keep?: boolean } = {}): Removed {
  return { id, keep };
}
