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
import { checkParameter } from '@leastwise/core';
import { expectDefinition, type Part } from './check-definition.ts';
import type { Removed } from './stack.ts';

/** What may be said of a managed policy beside its name and document. */
export type ManagedPolicyOptions = Omit<ManagedPolicyDefinition, 'kind' | 'name' | 'document'>;

/** A customer managed policy, as plain data. */
export function managedPolicy(
  name: string,
  document: IdentityPolicy,
  options: ManagedPolicyOptions = {},
): ManagedPolicyDefinition {
  return checked('policies', options, { ...options, kind: 'managed-policy', name, document });
}

/** A role, as plain data; presets give the same. */
export function role(name: string, definition: Omit<RoleDefinition, 'kind' | 'name'>): RoleDefinition {
  return checked('roles', definition, { ...definition, kind: 'role', name });
}

/** A user, as plain data. */
export function user(name: string, options: Omit<UserDefinition, 'kind' | 'name'> = {}): UserDefinition {
  return checked('users', options, { ...options, kind: 'user', name });
}

/** A group of users, as plain data. */
export function group(
  name: string,
  definition: Omit<GroupDefinition, 'kind' | 'name'> = {},
): GroupDefinition {
  return checked('groups', definition, { ...definition, kind: 'group', name });
}

/** An instance profile, as plain data. */
export function instanceProfile(
  name: string,
  options: Omit<InstanceProfileDefinition, 'kind' | 'name'> = {},
): InstanceProfileDefinition {
  return checked('instanceProfiles', options, { ...options, kind: 'instance-profile', name });
}

/** An OpenID Connect provider, as plain data. */
export function oidcProvider(
  url: string,
  options: Omit<OidcProviderDefinition, 'kind' | 'url'>,
): OidcProviderDefinition {
  return checked('oidcProviders', options, { ...options, kind: 'oidc-provider', url });
}

/** A SAML provider, as plain data; the metadata is the XML that the provider publishes about itself. */
export function samlProvider(
  name: string,
  metadata: string,
  options: Omit<SamlProviderDefinition, 'kind' | 'name' | 'metadata'> = {},
): SamlProviderDefinition {
  return checked('samlProviders', options, { ...options, kind: 'saml-provider', name, metadata });
}

/**
 * Says what becomes of something that a stack once held: with `keep` it stays in the account as nobody's, otherwise it is
 * deleted. What a stack owns by a tag is deleted without being named here; the account's alias and password policy, which
 * carry none, only with.
 */
export function removed(id: string, options: { readonly keep?: boolean } = {}): Removed {
  checkParameter('options', options, 'object');
  const { keep = false } = options;
  checkParameter('id', id, 'text', 'write it as `role/churn-training`');
  checkParameter('options.keep', keep, 'boolean');
  return { id, keep };
}

/** What cannot be spread makes a definition of nothing, so what was given is looked at as well as what was made of it. */
function checked<Definition extends { readonly kind: string }>(
  part: Part,
  given: unknown,
  definition: Definition,
): Definition {
  checkParameter('options', given, 'object');
  expectDefinition(part, definition, definition.kind);
  return definition;
}
