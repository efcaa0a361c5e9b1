import type { PolicyDocument, Tags } from '@leastwise/policy';
import { type Entity, entityId } from '../entity.ts';
import type { PolicyReference, StackRole, StackUser } from '../stack.ts';
import type { ImportIds } from './import-ids.ts';
import { localName } from './names.ts';

/*
 * One resource of Terraform's AWS provider, and what may stand in it.
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

type Arguments = Readonly<Record<string, Argument | undefined>>;

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

/** A resource that an entity is. */
export function made(
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

/** Any resource; what has no value is left out. */
export function resource(
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

/** What the provider takes by itself is left out. */
export function place(entity: {
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

export function boundary({ boundary: reference }: StackRole | StackUser): Arguments {
  return { permissions_boundary: reference === undefined ? undefined : arnOf(reference) };
}

export function tagMap(tags: Tags): Argument | undefined {
  return Object.keys(tags).length === 0 ? undefined : { tags };
}

export function nameOf(entity: Entity): Argument {
  return { reference: addressOf(entity), attribute: 'name' };
}

export function arnOf(reference: PolicyReference): Argument {
  if ('arn' in reference) return reference.arn;
  return { reference: addressOf({ type: 'policy', name: reference.policy }), attribute: 'arn' };
}
