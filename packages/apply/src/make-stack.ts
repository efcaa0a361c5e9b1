import { canonicalJson, freeze, LeastwiseError } from '@leastwise/core';
import type {
  Attachment,
  GroupDefinition,
  ManagedPolicyDefinition,
  RoleDefinition,
  UserDefinition,
} from '@leastwise/policy';
import { checkEntity } from './check-entity.ts';
import { byIdentity, compareText, entityId, identityOf } from './entity.ts';
import { checkStackName, groupPath } from './ownership.ts';
import { DEFAULT_QUOTAS, type Quotas } from './quotas.ts';
import type {
  PolicyReference,
  Stack,
  StackEntity,
  StackGroup,
  StackPolicy,
  StackRole,
  StackUser,
} from './stack.ts';

/** What goes into a stack. Policies and users that roles, users and groups refer to come along by themselves. */
export interface StackContents {
  readonly policies?: readonly ManagedPolicyDefinition[];
  readonly roles?: readonly RoleDefinition[];
  readonly users?: readonly UserDefinition[];
  readonly groups?: readonly (Omit<GroupDefinition, 'kind'> & Partial<Pick<GroupDefinition, 'kind'>>)[];
}

/** What may be said of a stack beside its contents. */
export interface StackOptions {
  /** Quotas that AWS has raised for the account. */
  readonly quotas?: Partial<Quotas>;
}

/**
 * Says what should be in an account. A stack owns what it names: whatever else carries its tags is deleted by the next
 * plan, and whatever does not carry them is left alone.
 *
 * @param name letters, digits and ._-, up to 64; goes into tags and into the path of groups, so renaming a stack makes
 * another one
 * @returns frozen plain data, the same whatever the order of its parts
 * @throws LeastwiseError `DUPLICATE_ENTITY` where one name has two contents or is written in two cases,
 * `QUOTA_EXCEEDED`, `MALFORMED_NAME`, `MALFORMED_PATH`, `MALFORMED_TAG`, `MALFORMED_DOCUMENT`, `MALFORMED_ARN`,
 * `OUT_OF_RANGE`
 * @example
 * ```ts
 * import { allow, arn, policy } from '@leastwise/policy';
 * import { managedPolicy, stack, user } from '@leastwise/apply';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const read = managedPolicy('read-training-data', policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*'))));
 * const team = stack('ml-team', { groups: [{ name: 'data-scientists', policies: [read], members: [user('AML@Packt')] }] });
 * console.log(team.users[0]?.name, team.policies[0]?.name);
 * ```
 * ```text
 * AML@Packt read-training-data
 * ```
 */
export function stack(name: string, contents: StackContents, options: StackOptions = {}): Stack {
  checkStackName(name);
  const entities = new Map<string, StackEntity>();
  const add = (entity: StackEntity): void => {
    const identity = identityOf(entity);
    const known = entities.get(identity);
    if (known === undefined) entities.set(identity, entity);
    else if (canonicalJson(known) !== canonicalJson(entity)) throw duplicate(known, entity);
  };
  collect(name, contents, add);
  const quotas = { ...DEFAULT_QUOTAS, ...options.quotas };
  for (const entity of entities.values()) checkEntity(entity, quotas);
  const all = [...entities.values()].sort(byIdentity);
  return freeze({
    name,
    policies: all.filter((entity) => entity.type === 'policy'),
    roles: all.filter((entity) => entity.type === 'role'),
    users: all.filter((entity) => entity.type === 'user'),
    groups: all.filter((entity) => entity.type === 'group'),
  });
}

function duplicate(known: StackEntity, entity: StackEntity): LeastwiseError {
  const cased = known.name !== entity.name;
  return new LeastwiseError({
    code: 'DUPLICATE_ENTITY',
    what: cased
      ? `\`${known.name}\` and \`${entity.name}\` differ only in case, which IAM ignores`
      : `there are two different definitions of this ${entity.type}`,
    path: entityId(entity),
    hint: cased
      ? 'write the name in one way'
      : 'give one of them another name, or define it once and refer to it',
  });
}

type Add = (entity: StackEntity) => void;

function collect(stackName: string, contents: StackContents, add: Add): void {
  for (const definition of contents.policies ?? []) add(policyOf(definition));
  for (const definition of contents.roles ?? []) add(roleOf(definition, add));
  for (const definition of contents.users ?? []) add(userOf(definition, add));
  for (const definition of contents.groups ?? []) add(groupOf(stackName, definition, add));
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
    policies: refer([...own, ...policies], add),
    inline,
    ...(boundary === undefined ? {} : { boundary: referTo(boundary, add) }),
    tags,
  });
}

function userOf(definition: UserDefinition, add: Add): StackUser {
  const { name, path = '/', policies = [], inline = {}, boundary, tags = {} } = definition;
  return copy({
    type: 'user',
    name,
    path,
    policies: refer(policies, add),
    inline,
    ...(boundary === undefined ? {} : { boundary: referTo(boundary, add) }),
    tags,
  });
}

function groupOf(stackName: string, definition: Omit<GroupDefinition, 'kind'>, add: Add): StackGroup {
  const { name, policies = [], inline = {}, members = [] } = definition;
  for (const member of members) add(userOf(member, add));
  return copy({
    type: 'group',
    name,
    path: groupPath(stackName),
    policies: refer(policies, add),
    inline,
    members: [...new Set(members.map((member) => member.name))].sort(compareText),
  });
}

/** Attachments are a set; their order is made to mean nothing. */
function refer(attachments: readonly Attachment[], add: Add): PolicyReference[] {
  const references = attachments.map((attachment) => referTo(attachment, add));
  const byText = new Map(references.map((reference) => [canonicalJson(reference), reference]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, reference]) => reference);
}

function referTo(attachment: Attachment, add: Add): PolicyReference {
  if (typeof attachment === 'string') return { arn: attachment };
  add(policyOf(attachment));
  return { policy: attachment.name };
}

/** Takes a copy, so that freezing it leaves the caller's own objects alone. */
function copy<T extends StackEntity>(entity: T): T {
  return JSON.parse(JSON.stringify(entity)) as T;
}
