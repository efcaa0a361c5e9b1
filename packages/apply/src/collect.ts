import { canonicalJson, LeastwiseError } from '@leastwise/core';
import type {
  Attachment,
  GroupDefinition,
  InstanceProfileDefinition,
  ManagedPolicyDefinition,
  OidcProviderDefinition,
  PasswordPolicyDefinition,
  RoleDefinition,
  SamlProviderDefinition,
  UserDefinition,
} from '@leastwise/policy';
import { expectTexts } from './check-given.ts';
import { definitionsIn, expectDefinition } from './check-definition.ts';
import { compareText } from './entity.ts';
import type { StackContents } from './make-stack.ts';
import { groupPath } from './ownership.ts';
import type {
  PasswordPolicy,
  PolicyReference,
  StackEntity,
  StackGroup,
  StackInstanceProfile,
  StackOidcProvider,
  StackPolicy,
  StackRole,
  StackSamlProvider,
  StackUser,
} from './stack.ts';

/** Takes in an entity that was found. */
export type Add = (entity: StackEntity) => void;

/** Hands over every entity of a stack, those that others refer to included. */
export function collect(stackName: string, contents: StackContents, add: Add): void {
  for (const definition of definitionsIn(contents, 'policies')) add(policyOf(definition));
  for (const definition of definitionsIn(contents, 'roles')) add(roleOf(definition, add));
  for (const definition of definitionsIn(contents, 'users')) add(userOf(definition, add));
  for (const definition of definitionsIn(contents, 'groups')) add(groupOf(stackName, definition, add));
  for (const definition of definitionsIn(contents, 'instanceProfiles')) add(profileOf(definition, add));
  for (const definition of definitionsIn(contents, 'oidcProviders')) add(oidcOf(definition));
  for (const definition of definitionsIn(contents, 'samlProviders')) add(samlOf(definition));
}

function policyOf({
  name,
  path = '/',
  description = '',
  document,
  tags = {},
}: ManagedPolicyDefinition): StackPolicy {
  return copy({ type: 'policy', name, path, description, document, tags });
}

function roleOf(definition: RoleDefinition, add: Add): StackRole {
  const { name, path = '/', description = '', trust, permissions, policies = [], inline = {} } = definition;
  const { boundary, maxSessionDuration = 3_600, tags = {} } = definition;
  const own: Attachment[] =
    permissions === undefined ? [] : [{ kind: 'managed-policy', name, path, document: permissions }];
  return copy({
    type: 'role',
    name,
    path,
    description,
    trust,
    maxSessionDuration,
    policies: refer([...own, ...policies], add, `role/${name}`),
    inline,
    ...(boundary === undefined ? {} : { boundary: referTo(boundary, add, `role/${name} boundary`) }),
    tags,
  });
}

function userOf(definition: UserDefinition, add: Add): StackUser {
  const { name, path = '/', policies = [], inline = {}, boundary, login, tags = {} } = definition;
  return copy({
    type: 'user',
    name,
    path,
    policies: refer(policies, add, `user/${name}`),
    inline,
    ...(boundary === undefined ? {} : { boundary: referTo(boundary, add, `user/${name} boundary`) }),
    ...(login === undefined
      ? {}
      : { login: { secret: login.secret, resetRequired: login.resetRequired ?? true } }),
    tags,
  });
}

function groupOf(stackName: string, definition: Omit<GroupDefinition, 'kind'>, add: Add): StackGroup {
  const { name, policies = [], inline = {}, members = [] } = definition;
  for (const [i, member] of members.entries()) {
    expectDefinition('users', member, `group/${name} members[${i}]`);
    add(userOf(member, add));
  }
  return copy({
    type: 'group',
    name,
    path: groupPath(stackName),
    policies: refer(policies, add, `group/${name}`),
    inline,
    members: sortedSet(members.map((member) => member.name)),
  });
}

function profileOf(definition: InstanceProfileDefinition, add: Add): StackInstanceProfile {
  const { name, path = '/', role, tags = {} } = definition;
  if (typeof role === 'object') {
    expectDefinition('roles', role, `instance-profile/${name} role`);
    add(roleOf(role, add));
  }
  const held = typeof role === 'object' ? role.name : role;
  return copy({ type: 'instance-profile', name, path, ...(held === undefined ? {} : { role: held }), tags });
}

function oidcOf({ url, clientIds, thumbprints, tags = {} }: OidcProviderDefinition): StackOidcProvider {
  expectTexts(`oidc-provider/${url} clientIds`, clientIds);
  expectTexts(`oidc-provider/${url} thumbprints`, thumbprints ?? []);
  const [, host, path = ''] = /^https:\/\/([^/?#\s]+)(\/[^?#\s]*)?$/.exec(url) ?? [];
  if (host === undefined)
    throw new LeastwiseError({
      code: 'MALFORMED_NAME',
      what: `the URL of an OpenID Connect provider begins with https:// and has no query, unlike \`${url}\``,
      hint: 'write it as the `iss` claim of its tokens has it',
    });
  return copy({
    type: 'oidc-provider',
    // A host has no case.
    name: `${host.toLowerCase()}${path.replace(/\/$/, '')}`,
    path: '/',
    clientIds: sortedSet(clientIds),
    ...(thumbprints === undefined
      ? {}
      : { thumbprints: sortedSet(thumbprints.map((text) => text.toLowerCase())) }),
    tags,
  });
}

function samlOf({ name, metadata, tags = {} }: SamlProviderDefinition): StackSamlProvider {
  return copy({ type: 'saml-provider', name, path: '/', metadata, tags });
}

/** The password policy with nothing left out, as AWS fills it. */
export function passwordPolicyOf(definition: PasswordPolicyDefinition): PasswordPolicy {
  return {
    minimumLength: definition.minimumLength ?? 6,
    requireSymbols: definition.requireSymbols ?? false,
    requireNumbers: definition.requireNumbers ?? false,
    requireUppercase: definition.requireUppercase ?? false,
    requireLowercase: definition.requireLowercase ?? false,
    allowUsersToChange: definition.allowUsersToChange ?? false,
    maxAge: definition.maxAge ?? 0,
    reusePrevention: definition.reusePrevention ?? 0,
    hardExpiry: definition.hardExpiry ?? false,
  };
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Attachments are a set; their order is made to mean nothing. */
function refer(attachments: readonly Attachment[], add: Add, at: string): PolicyReference[] {
  const references = attachments.map((attachment) => referTo(attachment, add, `${at} policies`));
  const byText = new Map(references.map((reference) => [canonicalJson(reference), reference]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, reference]) => reference);
}

function referTo(attachment: Attachment, add: Add, path: string): PolicyReference {
  if (typeof attachment === 'string') return { arn: attachment };
  expectDefinition('policies', attachment, path);
  add(policyOf(attachment));
  return { policy: attachment.name };
}

/** Takes a copy, so that freezing it leaves the caller's own objects alone. */
function copy<T extends StackEntity>(entity: T): T {
  return JSON.parse(JSON.stringify(entity)) as T;
}
