import { freeze } from '@leastwise/core';
import type { PolicyDocument, Tags } from '@leastwise/policy';
import { compareText, type Entity, entityId } from '../entity.ts';
import type { PolicyReference, Stack, StackGroup, StackRole, StackUser } from '../stack.ts';
import { logicalId } from './names.ts';
import { type Inexpressible, refuse } from './refuse.ts';
import { type EmitOptions, inTrustOrder, trustCircles, trustedBy } from './trust-order.ts';

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

/** A CloudFormation template, as plain frozen data: `JSON.stringify` makes the file. */
export interface CloudFormationTemplate {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Description: string;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;

/**
 * A stack as a CloudFormation template. Documents stand in it as they are; entities of the stack refer to each other by
 * `Ref`. It names what it makes, so it is deployed with `CAPABILITY_NAMED_IAM`.
 *
 * @throws LeastwiseError `NOT_EXPRESSIBLE`, which names everything that CloudFormation has no property for: tags of policies and
 * instance profiles, first passwords, the account's alias and password policy, instance profiles without a role, `removed`,
 * roles that trust each other in a circle
 * @example
 * ```ts
 * import { managedPolicy, stack } from '@leastwise/apply';
 * import { emitCloudFormation } from '@leastwise/apply/emit';
 * import { s3 } from '@leastwise/aws/s3';
 * import { allow, policy } from '@leastwise/policy';
 *
 * const read = managedPolicy('read-data', policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))));
 * const template = emitCloudFormation(stack('ml-team', { policies: [read] }));
 * console.log(template.Resources['PolicyReadData']?.Type);
 * ```
 * ```text
 * AWS::IAM::ManagedPolicy
 * ```
 */
export function emitCloudFormation(stack: Stack, options: EmitOptions = {}): CloudFormationTemplate {
  const resources = resourcesOf(stack, options);
  refuse('CloudFormation', [
    ...inexpressible(stack),
    ...trustCircles(stack, options),
    ...resolved(resources),
    ...tooMany(resources),
  ]);
  return freeze({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `IAM of the stack ${stack.name}`,
    Resources: Object.fromEntries(resources),
  });
}

type Resource = readonly [id: string, resource: TemplateResource];
type Properties = Readonly<Record<string, TemplateValue | undefined>>;

function resourcesOf(stack: Stack, options: EmitOptions): readonly Resource[] {
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

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html */
function inexpressible(stack: Stack): readonly Inexpressible[] {
  const untaggable = [...stack.policies, ...stack.instanceProfiles].filter(
    ({ tags }) => Object.keys(tags).length > 0,
  );
  return [
    ...untaggable.map((entity) => ({ what: `the tags of ${entityId(entity)}`, why: 'it takes none' })),
    ...stack.users
      .filter(({ login }) => login !== undefined)
      .map((user) => ({
        what: `the login of ${entityId(user)}`,
        why: 'the password would stand in the template',
      })),
    ...stack.instanceProfiles
      .filter(({ role }) => role === undefined)
      .map((profile) => ({ what: entityId(profile), why: 'it holds no role' })),
    ...settings(stack),
    ...removals(stack),
  ];
}

function settings({ passwordPolicy, alias }: Stack): readonly Inexpressible[] {
  const why = 'there is no resource for it';
  return [
    ...(passwordPolicy === undefined ? [] : [{ what: 'account/password-policy', why }]),
    ...(alias === undefined ? [] : [{ what: 'account/alias', why }]),
  ];
}

/** What was removed says of the past what only a plan against the account can act on. */
export function removals({ removed }: Stack): readonly Inexpressible[] {
  return removed.map(({ id, keep }) => ({
    what: `\`removed('${id}'${keep ? ', { keep: true }' : ''})\``,
    why: 'it says only what should be there',
  }));
}

/**
 * CloudFormation puts a value in place of such a text wherever it stands, and has no way to keep it from that.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function resolved(resources: readonly Resource[]): readonly Inexpressible[] {
  return resources
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('{{resolve:'))
    .map(([id]) => ({ what: `\`{{resolve:\` in ${id}`, why: 'it would be replaced by a value' }));
}

function tooMany(resources: readonly Resource[]): readonly Inexpressible[] {
  if (resources.length <= MOST_RESOURCES) return [];
  return [{ what: `${resources.length} resources`, why: `a template takes ${MOST_RESOURCES}` }];
}
