import type { PolicyDocument, Tags } from '@leastwise/policy';
import { compareText, type Entity } from '../entity.ts';
import type { PolicyReference, Stack, StackGroup, StackRole, StackUser } from '../stack.ts';
import { logicalId } from './names.ts';
import { type EmitOptions, inTrustOrder, trustedBy } from './trust-order.ts';

/*
 * A stack in the resources of CloudFormation.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
 */

/** What may stand in a template. */
export type TemplateValue =
  | string
  | number
  | boolean
  | { readonly Ref: string }
  | PolicyDocument
  | readonly TemplateValue[]
  | { readonly Key: string; readonly Value: string };

/** A resource of a template. */
export interface TemplateResource {
  /** `AWS::IAM::Role` */
  readonly Type: string;
  /** The logical ids of what must be there before it and is not referred to. */
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, TemplateValue>>;
}

/** A resource under its logical id. */
export type Resource = readonly [id: string, resource: TemplateResource];
type Properties = Readonly<Record<string, TemplateValue | undefined>>;

/** Every resource that a stack comes to. */
export function templateResources(stack: Stack, options: EmitOptions): readonly Resource[] {
  return [
    ...stack.policies.map((policy) =>
      resource(policy, 'ManagedPolicy', {
        ManagedPolicyName: policy.name,
        ...place(policy),
        PolicyDocument: policy.document,
      }),
    ),
    ...stack.oidcProviders.map((provider) =>
      resource(provider, 'OIDCProvider', {
        Url: `https://${provider.name}`,
        ClientIdList: list(provider.clientIds),
        ThumbprintList: list(provider.thumbprints ?? []),
        Tags: tagList(provider.tags),
      }),
    ),
    ...stack.samlProviders.map((provider) =>
      resource(provider, 'SAMLProvider', {
        Name: provider.name,
        SamlMetadataDocument: provider.metadata,
        Tags: tagList(provider.tags),
      }),
    ),
    ...stack.users.flatMap(userResources),
    ...inTrustOrder(stack, options).flatMap((role) => roleResources(role, stack, options)),
    ...stack.groups.flatMap((group) => groupResources(group)),
    ...stack.instanceProfiles.map((profile) =>
      resource(profile, 'InstanceProfile', {
        InstanceProfileName: profile.name,
        ...place(profile),
        Roles: profile.role === undefined ? [] : [roleNamed(profile.role, stack)],
      }),
    ),
  ];
}

function roleResources(role: StackRole, stack: Stack, options: EmitOptions): readonly Resource[] {
  const before = trustedBy(role, stack, options)
    .map((entity) => logicalId(entity))
    .sort(compareText);
  return [
    resource(
      role,
      'Role',
      {
        RoleName: role.name,
        ...place(role),
        AssumeRolePolicyDocument: role.trust,
        MaxSessionDuration: role.maxSessionDuration,
        ...holding(role),
        Tags: tagList(role.tags),
      },
      before,
    ),
    ...inlineResources(role, 'RolePolicy', 'RoleName'),
  ];
}

function userResources(user: StackUser): readonly Resource[] {
  return [
    resource(user, 'User', {
      UserName: user.name,
      ...place(user),
      ...holding(user),
      Tags: tagList(user.tags),
    }),
    ...inlineResources(user, 'UserPolicy', 'UserName'),
  ];
}

function groupResources(group: StackGroup): readonly Resource[] {
  const members: Resource = [
    logicalId(group, 'members'),
    {
      Type: 'AWS::IAM::UserToGroupAddition',
      Properties: {
        GroupName: { Ref: logicalId(group) },
        Users: group.members.map((name) => ({ Ref: logicalId({ type: 'user', name }) })),
      },
    },
  ];
  return [
    resource(group, 'Group', { GroupName: group.name, ...place(group), ...holding(group) }),
    ...inlineResources(group, 'GroupPolicy', 'GroupName'),
    ...(group.members.length === 0 ? [] : [members]),
  ];
}

/** `AWS::IAM::Policy` would put one policy into several holders under an id of its own; these are the holder's. */
function inlineResources(
  holder: StackRole | StackUser | StackGroup,
  type: string,
  property: string,
): readonly Resource[] {
  return Object.entries(holder.inline).map(([name, document]) => [
    logicalId(holder, `inline ${name}`),
    {
      Type: `AWS::IAM::${type}`,
      Properties: {
        PolicyName: name,
        [property]: { Ref: logicalId(holder) },
        PolicyDocument: document,
      },
    },
  ]);
}

function resource(
  entity: Entity,
  type: string,
  properties: Properties,
  before: readonly string[] = [],
): Resource {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return [
    logicalId(entity),
    {
      Type: `AWS::IAM::${type}`,
      ...(before.length === 0 ? {} : { DependsOn: before }),
      Properties: Object.fromEntries(given),
    },
  ];
}

/** What AWS takes by itself is left out. */
function place({
  path,
  description = '',
}: {
  readonly path: string;
  readonly description?: string;
}): Properties {
  return {
    Path: path === '/' ? undefined : path,
    Description: description === '' ? undefined : description,
  };
}

function holding(holder: StackRole | StackUser | StackGroup): Properties {
  const boundary = holder.type === 'group' ? undefined : holder.boundary;
  return {
    ManagedPolicyArns: list(holder.policies.map(refer)),
    PermissionsBoundary: boundary === undefined ? undefined : refer(boundary),
  };
}

/** The `Ref` of a managed policy is its ARN. */
function refer(reference: PolicyReference): TemplateValue {
  return 'arn' in reference ? reference.arn : { Ref: logicalId({ type: 'policy', name: reference.policy }) };
}

function roleNamed(name: string, { roles }: Stack): TemplateValue {
  const own = roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
  return own === undefined ? name : { Ref: logicalId(own) };
}

function list(values: readonly TemplateValue[]): TemplateValue | undefined {
  return values.length === 0 ? undefined : values;
}

function tagList(tags: Tags): TemplateValue | undefined {
  return list(
    Object.entries(tags)
      .sort(([a], [b]) => compareText(a, b))
      .map(([Key, Value]) => ({ Key, Value })),
  );
}
