import type { Account } from '../account.ts';
import { entityId } from '../entity.ts';
import type { Stack, StackGroup, StackRole, StackUser } from '../stack.ts';
import { type ImportIds, importIdsOf } from './import-ids.ts';
import { localName } from './names.ts';
import {
  addressOf,
  type Argument,
  arnOf,
  boundary,
  made,
  nameOf,
  place,
  type ProviderResource,
  resource,
  tagMap,
} from './provider-resource.ts';
import type { Inexpressible } from './refuse.ts';
import { type EmitOptions, inTrustOrder, trustedBy } from './trust-order.ts';

/*
 * A stack in the resources of Terraform's AWS provider. Those of Pulumi are made from the same provider: their names and
 * arguments are these in another case.
 */

/** What a stack is written with for Terraform and Pulumi. */
export interface ProviderOptions extends EmitOptions {
  /** The account as it is, from `readAccount`: what of the stack exists in it is imported instead of created. */
  readonly existing?: Account;
}

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
