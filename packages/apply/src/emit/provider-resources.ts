import type { PolicyDocument, Tags } from '@leastwise/policy';
import type { Account } from '../account.ts';
import { type Entity, entityId } from '../entity.ts';
import type { PolicyReference, Stack, StackGroup, StackRole, StackUser } from '../stack.ts';
import { type ImportIds, importIdsOf } from './import-ids.ts';
import { localName } from './names.ts';
import type { Inexpressible } from './refuse.ts';
import { type EmitOptions, inTrustOrder, trustedBy } from './trust-order.ts';

/*
 * A stack in the resources of Terraform's AWS provider. Those of Pulumi are made from the same provider: their names and
 * arguments are these in another case.
 */

/** What an argument of a resource is. */
export type Argument =
  | string
  | number
  | boolean
  | readonly Argument[]
  | { readonly reference: Address; readonly attribute: 'arn' | 'name' }
  | { readonly document: PolicyDocument }
  | { readonly tags: Tags };

/** Which resource of the output. */
export interface Address {
  /** `aws_iam_role` */
  readonly type: string;
  readonly label: string;
}

/** A resource of the provider. */
export interface ProviderResource extends Address {
  readonly arguments: Readonly<Record<string, Argument>>;
  readonly dependsOn: readonly Address[];
  /** By what the provider finds it where it exists already. */
  readonly importId?: string;
}

/** What a stack is written with for Terraform and Pulumi. */
export interface ProviderOptions extends EmitOptions {
  /** The account as it is, from `readAccount`: what of the stack exists in it is imported instead of created. */
  readonly existing?: Account;
}

type Arguments = Readonly<Record<string, Argument | undefined>>;

/** Every resource that a stack comes to, what others refer to first. */
export function providerResources(stack: Stack, options: ProviderOptions): readonly ProviderResource[] {
  const ids = importIdsOf(options.existing);
  const account = options.account ?? options.existing?.id;
  const where: EmitOptions = account === undefined ? {} : { account };
  return [
    ...stack.policies.map((policy) =>
      made('aws_iam_policy', policy, ids, { ...place(policy), policy: { document: policy.document } }),
    ),
    ...stack.oidcProviders.map((provider) =>
      made('aws_iam_openid_connect_provider', provider, ids, {
        name: undefined,
        url: `https://${provider.name}`,
        client_id_list: provider.clientIds,
        thumbprint_list: provider.thumbprints,
        tags: tagMap(provider.tags),
      }),
    ),
    ...stack.samlProviders.map((provider) =>
      made('aws_iam_saml_provider', provider, ids, {
        saml_metadata_document: provider.metadata,
        tags: tagMap(provider.tags),
      }),
    ),
    ...stack.users.flatMap((user) => [
      made('aws_iam_user', user, ids, { ...place(user), ...boundary(user) }),
      ...held(user, 'user', ids),
    ]),
    ...inTrustOrder(stack, where).flatMap((role) => [
      made(
        'aws_iam_role',
        role,
        ids,
        {
          ...place(role),
          assume_role_policy: { document: role.trust },
          max_session_duration: role.maxSessionDuration,
          ...boundary(role),
        },
        trustedBy(role, stack, where).map((entity) => addressOf(entity)),
      ),
      ...held(role, 'role', ids),
    ]),
    ...stack.groups.flatMap((group) => groupResources(group, ids)),
    ...stack.instanceProfiles.map((profile) =>
      made('aws_iam_instance_profile', profile, ids, {
        ...place(profile),
        role: profile.role === undefined ? undefined : roleNamed(profile.role, stack),
      }),
    ),
    ...settings(stack, ids),
  ];
}

const TYPES = {
  policy: 'aws_iam_policy',
  role: 'aws_iam_role',
  user: 'aws_iam_user',
  group: 'aws_iam_group',
  'instance-profile': 'aws_iam_instance_profile',
  'oidc-provider': 'aws_iam_openid_connect_provider',
  'saml-provider': 'aws_iam_saml_provider',
} as const;

/** Where an entity stands in the output, whether it is in the stack or no longer. */
export function addressOf({ type, name }: Entity): Address {
  if (type !== 'account') return { type: TYPES[type], label: localName(name) };
  return name === 'alias'
    ? { type: 'aws_iam_account_alias', label: 'alias' }
    : { type: 'aws_iam_account_password_policy', label: 'password_policy' };
}

function made(
  type: string,
  entity: Entity,
  ids: ImportIds,
  given: Arguments,
  dependsOn: readonly Address[] = [],
): ProviderResource {
  return resource(
    { type, label: localName(entity.name) },
    { name: entity.name, ...given },
    ids.get(entityId(entity).toLowerCase()),
    dependsOn,
  );
}

function resource(
  address: Address,
  given: Arguments,
  importId: string | undefined,
  dependsOn: readonly Address[] = [],
): ProviderResource {
  const args = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...address,
    arguments: Object.fromEntries(args),
    dependsOn,
    ...(importId === undefined ? {} : { importId }),
  };
}

function groupResources(group: StackGroup, ids: ImportIds): readonly ProviderResource[] {
  const members = resource(
    { type: 'aws_iam_group_membership', label: localName(group.name) },
    {
      name: `${group.name}-members`,
      group: nameOf(group),
      users: group.members.map((name) => nameOf({ type: 'user', name })),
    },
    // The provider imports no memberships; adding a member once more changes nothing.
    undefined,
  );
  return [
    made('aws_iam_group', group, ids, place(group)),
    ...held(group, 'group', ids),
    ...(group.members.length === 0 ? [] : [members]),
  ];
}

/** What hangs on a role, a user or a group, each a resource of its own. */
function held(
  holder: StackRole | StackUser | StackGroup,
  word: 'role' | 'user' | 'group',
  ids: ImportIds,
): readonly ProviderResource[] {
  const at = entityId(holder).toLowerCase();
  const inline = Object.entries(holder.inline).map(([name, document]) =>
    resource(
      { type: `aws_iam_${word}_policy`, label: localName(holder.name, name) },
      { name, [word]: nameOf(holder), policy: { document } },
      ids.get(`${at} inline ${name}`),
    ),
  );
  const attached = holder.policies.map((reference) => {
    const policy = 'arn' in reference ? reference.arn : reference.policy;
    return resource(
      { type: `aws_iam_${word}_policy_attachment`, label: localName(holder.name, policy) },
      { [word]: nameOf(holder), policy_arn: arnOf(reference) },
      ids.get(`${at} policy ${policy.toLowerCase()}`),
    );
  });
  return [...inline, ...attached];
}

function settings({ passwordPolicy, alias }: Stack, ids: ImportIds): readonly ProviderResource[] {
  const password = { type: 'account', name: 'password-policy' } as const;
  const named = { type: 'account', name: 'alias' } as const;
  const found: ProviderResource[] = [];
  if (passwordPolicy !== undefined)
    found.push(
      resource(
        addressOf(password),
        {
          minimum_password_length: passwordPolicy.minimumLength,
          require_symbols: passwordPolicy.requireSymbols,
          require_numbers: passwordPolicy.requireNumbers,
          require_uppercase_characters: passwordPolicy.requireUppercase,
          require_lowercase_characters: passwordPolicy.requireLowercase,
          allow_users_to_change_password: passwordPolicy.allowUsersToChange,
          max_password_age: passwordPolicy.maxAge,
          password_reuse_prevention: passwordPolicy.reusePrevention,
          hard_expiry: passwordPolicy.hardExpiry,
        },
        ids.get(entityId(password)),
      ),
    );
  if (alias !== undefined)
    found.push(resource(addressOf(named), { account_alias: alias }, ids.get(entityId(named))));
  return found;
}

function place(entity: {
  readonly path: string;
  readonly description?: string;
  readonly tags?: Tags;
}): Arguments {
  const { path, description = '', tags = {} } = entity;
  return {
    path: path === '/' ? undefined : path,
    description: description === '' ? undefined : description,
    tags: tagMap(tags),
  };
}

function boundary({ boundary: reference }: StackRole | StackUser): Arguments {
  return { permissions_boundary: reference === undefined ? undefined : arnOf(reference) };
}

function tagMap(tags: Tags): Argument | undefined {
  return Object.keys(tags).length === 0 ? undefined : { tags };
}

function nameOf(entity: Entity): Argument {
  return { reference: addressOf(entity), attribute: 'name' };
}

function arnOf(reference: PolicyReference): Argument {
  if ('arn' in reference) return reference.arn;
  return { reference: addressOf({ type: 'policy', name: reference.policy }), attribute: 'arn' };
}

function roleNamed(name: string, { roles }: Stack): Argument {
  const own = roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
  return own === undefined ? name : nameOf(own);
}

/** Terraform and Pulumi keep the passwords that they make in their state. */
export function loginsOf({ users }: Stack): readonly Inexpressible[] {
  return users
    .filter(({ login }) => login !== undefined)
    .map((user) => ({
      what: `the login of ${entityId(user)}`,
      why: 'the password would stand in the state',
    }));
}
