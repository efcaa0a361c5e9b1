import { canonicalJson, checkOptions, freeze, LeastwiseError } from '@leastwise/core';
import type {
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
import { checkAlias, checkPasswordPolicy, checkRemoved } from './check-account.ts';
import { checkEntity } from './check-entity.ts';
import { collect, passwordPolicyOf } from './collect.ts';
import { byIdentity, entityId, identityOf } from './entity.ts';
import { checkStackName } from './ownership.ts';
import { DEFAULT_QUOTAS, type Quotas } from './quotas.ts';
import type { Ignored, Removed, Stack, StackEntity } from './stack.ts';

/** What goes into a stack. Policies and users that roles, users and groups refer to come along by themselves. */
export interface StackContents {
  readonly policies?: readonly ManagedPolicyDefinition[];
  readonly roles?: readonly RoleDefinition[];
  readonly users?: readonly UserDefinition[];
  readonly groups?: readonly (Omit<GroupDefinition, 'kind'> & Partial<Pick<GroupDefinition, 'kind'>>)[];
  readonly instanceProfiles?: readonly InstanceProfileDefinition[];
  readonly oidcProviders?: readonly OidcProviderDefinition[];
  readonly samlProviders?: readonly SamlProviderDefinition[];
  /** What the passwords of the account's users must be; the account has one such policy, so one stack should say it. */
  readonly passwordPolicy?: PasswordPolicyDefinition;
  /** The name of the account in its sign-in address. */
  readonly alias?: string;
  /** What the stack once held, where more should be said of it than that it is gone. */
  readonly removed?: readonly Removed[];
}

/** What may be said of a stack beside its contents. */
export interface StackOptions {
  /** Quotas that AWS has raised for the account. */
  readonly quotas?: Partial<Quotas>;
  /**
   * What others may hang on the stack's entities, as ARNs of attached policies and names of inline policies with `*` and
   * `?`: plans leave it alone.
   */
  readonly ignore?: Partial<Ignored>;
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
  checkOptions('contents', contents, CONTENTS);
  checkOptions('options', options, ['quotas', 'ignore']);
  checkOptions('options.quotas', options.quotas ?? {}, Object.keys(DEFAULT_QUOTAS));
  const ignore = ignoring(options.ignore ?? {});
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
    instanceProfiles: all.filter((entity) => entity.type === 'instance-profile'),
    oidcProviders: all.filter((entity) => entity.type === 'oidc-provider'),
    samlProviders: all.filter((entity) => entity.type === 'saml-provider'),
    ...accountSettings(contents),
    removed: checkRemoved(contents.removed ?? [], entities),
    ignore,
  });
}

const CONTENTS: readonly (keyof StackContents)[] = [
  'policies',
  'roles',
  'users',
  'groups',
  'instanceProfiles',
  'oidcProviders',
  'samlProviders',
  'passwordPolicy',
  'alias',
  'removed',
];

function ignoring(given: Partial<Ignored>): Ignored {
  checkOptions('options.ignore', given, ['attachments', 'inline']);
  const ignore = { attachments: [], inline: [], ...given };
  expectTexts('options.ignore.attachments', ignore.attachments);
  expectTexts('options.ignore.inline', ignore.inline);
  return ignore;
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

function accountSettings({ passwordPolicy, alias }: StackContents): Pick<Stack, 'passwordPolicy' | 'alias'> {
  checkOptions('contents.passwordPolicy', passwordPolicy ?? {}, Object.keys(passwordPolicyOf({})));
  return {
    ...(passwordPolicy === undefined
      ? {}
      : { passwordPolicy: checkPasswordPolicy(passwordPolicyOf(passwordPolicy)) }),
    ...(alias === undefined ? {} : { alias: checkAlias(alias) }),
  };
}
