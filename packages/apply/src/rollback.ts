import { canonicalJson, checkOptions } from '@leastwise/core';
import type { Tags } from '@leastwise/policy';
import type { Account, AccountEntity } from './account.ts';
import { expectAccount, expectGuards, expectPlan, expectTexts } from './check-given.ts';
import { tagCall, untagCall } from './calls.ts';
import { planFor } from './diff/diff.ts';
import { beforeOf } from './diff/before.ts';
import { entitiesOf, renamedTo } from './diff/scene.ts';
import { fingerprintsOf } from './diff/fingerprints.ts';
import { step } from './diff/step.ts';
import { type Guard, guarded } from './guards/guard.ts';
import { entityId, identityOf } from './entity.ts';
import { ID_TAG, STACK_TAG } from './ownership.ts';
import { type AccountSetting, type Plan, sealPlan, type Step } from './plan.ts';
import type { Stack, StackEntity } from './stack.ts';

/** What watches over undoing a plan. */
export interface RollbackOptions {
  readonly guards?: readonly Guard[];
  readonly consent?: readonly string[];
}

/**
 * How an account becomes again what it was before a plan was applied, wholly or in part: documents, tags, attachments,
 * members, settings. What the plan deleted is made anew, with another id; credentials that it deleted are gone. What the plan did
 * not touch is left alone, whoever changed it since.
 *
 * @param plan as it was applied, or from its audit log by `planFromAudit`
 * @param account as it is now, read without a scope
 */
export function rollback(plan: Plan, account: Account, options: RollbackOptions = {}): Plan {
  expectPlan(plan);
  expectAccount(account);
  checkOptions('options', options, ['guards', 'consent']);
  const { guards = [], consent = [] } = options;
  expectGuards(guards);
  expectTexts('options.consent', consent);
  const touched = new Set(Object.keys(plan.before));
  const past = Object.values(plan.before).filter((each) => each !== null);
  const stack = stackOf(plan, past);
  const renames = renamesBack(plan);
  const owned = (entity: AccountEntity): boolean =>
    touched.has(identityOf(entity)) || renamedTo(entity, renames) !== undefined;
  const replace = past.map(identityOf);
  const undoing = planFor(stack, withoutSettings(account, plan), { adopt: [], replace, renames, own: owned });
  const steps = [...firstPasswords(plan, account), ...undoing.steps, ...marks(past, account)];
  const before = beforeOf(steps, account);
  const fingerprints = fingerprintsOf(steps, account, before);
  const notices = [...undoing.notices, ...goneForGood(plan, undoing.steps)];
  const whole = { ...undoing, steps, before, fingerprints, notices };
  return sealPlan({ ...whole, steps: guarded({ stack, account, steps }, guards, consent) });
}

/** The stack that says what was there before. */
function stackOf(plan: Plan, past: readonly (AccountEntity | AccountSetting)[]): Stack {
  const entities = past.flatMap((entity) => (entity.type === 'account' ? [] : [wantedFrom(entity)]));
  const setting = (name: AccountSetting['name']): AccountSetting | undefined =>
    past.find((each): each is AccountSetting => each.type === 'account' && each.name === name);
  const [policy, alias] = [setting('password-policy'), setting('alias')];
  const absent = ['account/alias', 'account/password-policy'].filter((id) => plan.before[id] === null);
  return {
    name: plan.stack,
    policies: entities.filter((entity) => entity.type === 'policy'),
    roles: entities.filter((entity) => entity.type === 'role'),
    users: entities.filter((entity) => entity.type === 'user'),
    groups: entities.filter((entity) => entity.type === 'group'),
    instanceProfiles: entities.filter((entity) => entity.type === 'instance-profile'),
    oidcProviders: entities.filter((entity) => entity.type === 'oidc-provider'),
    samlProviders: entities.filter((entity) => entity.type === 'saml-provider'),
    ...(policy?.name === 'password-policy' ? { passwordPolicy: policy.value } : {}),
    ...(alias?.name === 'alias' ? { alias: alias.value } : {}),
    removed: absent.map((id) => ({ id, keep: false })),
    ignore: { attachments: [], inline: [] },
  };
}

/** What should be there again, from what was there. */
function wantedFrom(entity: AccountEntity): StackEntity {
  switch (entity.type) {
    case 'policy': {
      const { type, name, path, description = '', tags, versions, defaultVersion } = entity;
      const inForce = versions.find(({ id }) => id === defaultVersion) ?? versions[0];
      const document = inForce?.document ?? { Version: '2012-10-17', Statement: [] };
      return { type, name, path, description, document, tags: ownTags(tags) };
    }
    case 'role': {
      const { type, name, path, description, trust, maxSessionDuration, tags } = entity;
      return {
        type,
        name,
        path,
        description,
        trust,
        maxSessionDuration,
        ...held(entity),
        tags: ownTags(tags),
      };
    }
    case 'user': {
      const { type, name, path, tags } = entity;
      return { type, name, path, ...held(entity), tags: ownTags(tags) };
    }
    case 'group': {
      const { type, name, path, members } = entity;
      return { type, name, path, ...held(entity), members };
    }
    case 'instance-profile': {
      const { type, name, path, role, tags } = entity;
      return { type, name, path, ...(role === undefined ? {} : { role }), tags: ownTags(tags) };
    }
    case 'oidc-provider': {
      const { type, name, clientIds, thumbprints, tags } = entity;
      return { type, name, path: '/', clientIds, thumbprints, tags: ownTags(tags) };
    }
    case 'saml-provider': {
      const { type, name, metadata, tags } = entity;
      return { type, name, path: '/', metadata, tags: ownTags(tags) };
    }
  }
}

type Holder = Extract<AccountEntity, { readonly inline: unknown }>;

function held(holder: Holder): {
  readonly policies: { readonly arn: string }[];
  readonly inline: Holder['inline'];
  readonly boundary?: { readonly arn: string };
} {
  const boundary = 'boundary' in holder ? holder.boundary : undefined;
  return {
    policies: holder.policies.map((arn) => ({ arn })),
    inline: holder.inline,
    ...(boundary === undefined ? {} : { boundary: { arn: boundary } }),
  };
}

/** What was renamed gets its old name again. */
function renamesBack({ steps }: Plan): Record<string, string> {
  return Object.fromEntries(
    steps
      .filter(({ kind }) => kind === 'rename-user' || kind === 'rename-group')
      .flatMap(({ entity, uses }) => uses.map((identity): [string, string] => [identity, entity.name])),
  );
}

/** The passwords that the plan gave to users who stay. */
function firstPasswords({ steps, before }: Plan, account: Account): Step[] {
  const given = new Set(
    steps
      .filter(({ kind, entity }) => kind === 'create-login' && before[identityOf(entity)] !== null)
      .flatMap(({ entity, uses }) => [identityOf(entity), ...uses]),
  );
  return account.users
    .filter((user) => given.has(identityOf(user)) && user.login === true)
    .map((user) => {
      const call = { operation: 'DeleteLoginProfile', input: { UserName: user.name } } as const;
      return step('delete-login', user, call, { change: 'remove', detail: 'password' });
    });
}

/** The credentials of users who are made anew: nobody can give them back. */
function goneForGood({ steps }: Plan, undoing: readonly Step[]): string[] {
  const anew = new Set(
    undoing.filter(({ kind }) => kind === 'create-user').map(({ entity }) => identityOf(entity)),
  );
  return steps
    .filter(({ kind, entity }) => /^delete-(login|credential)$/.test(kind) && anew.has(identityOf(entity)))
    .map(({ entity, detail }) => `the ${detail} of ${entityId(entity)} is gone for good: give it a new one`);
}

/** A setting that the plan did not touch is none of its business. */
function withoutSettings(account: Account, { before }: Plan): Account {
  const { alias, passwordPolicy, ...rest } = account;
  return {
    ...rest,
    ...('account/alias' in before && alias !== undefined ? { alias } : {}),
    ...('account/password-policy' in before && passwordPolicy !== undefined ? { passwordPolicy } : {}),
  };
}

/** Whose it was: the marks that the plan set on what it took over go, those that it took away come back. */
function marks(past: readonly (AccountEntity | AccountSetting)[], account: Account): Step[] {
  const now = new Map(entitiesOf(account).map((entity) => [identityOf(entity), entity]));
  return past.flatMap((entity): Step[] => {
    const present = now.get(identityOf(entity));
    if (present === undefined || entity.type === 'account' || !('tags' in present) || !('tags' in entity))
      return [];
    const [was, is] = [marksIn(entity.tags), marksIn(present.tags)];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    const parts = {
      change: 'change',
      object: 'owner',
      detail: 'belongs to whom it belonged before',
    } as const;
    return Object.keys(was).length === 0
      ? [step('untag', entity, untagCall(entity, Object.keys(is)), parts)]
      : [step('tag', entity, tagCall(entity, was), parts)];
  });
}

function marksIn(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key === STACK_TAG || key === ID_TAG));
}

/** What is neither leastwise's nor AWS's. */
function ownTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^(aws|leastwise):/i.test(key)));
}
