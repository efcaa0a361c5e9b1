import type { StatementJson } from '@leastwise/policy';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import type { Role, User } from '../state.ts';
import type { EntityUse, ServiceReport } from './access-state.ts';
import { missing, policyWith } from './entities.ts';
import { holdersOf } from './holders.ts';
import { defaultText, ownPolicies, parseDocument, policiesOfUser } from './policies-of.ts';

/** Whom a report is about, and what the policies say that it looks into. */
interface Subject {
  readonly users: readonly (User | Role)[];
  readonly texts: readonly string[];
}

/**
 * The services that the policies of an entity allow, with who last used them. AWS lists a policy that allows everything under every
 * service there is; here it is listed under those that were used.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 *
 * @throws Refusal NoSuchEntity
 */
export function reportServices(arn: string, context: Context): readonly ServiceReport[] {
  const { users, texts } = subjectOf(arn, context);
  const patterns = texts.flatMap(allowedServices);
  const used = users.flatMap(({ id }) =>
    (context.account.access.uses.get(id) ?? []).map(({ service }) => service),
  );
  const services = new Set([
    ...patterns.filter((pattern) => !/[*?]/.test(pattern)),
    ...used.filter((service) => patterns.some((pattern) => fitsPattern(service, pattern))),
  ]);
  return [...services].sort().map((service) => reportOn(service, users, context));
}

function subjectOf(arn: string, context: Context): Subject {
  const { account } = context;
  const policy = policyWith(context, arn);
  if (policy) {
    const holders = holdersOf(account).filter(({ entity }) => entity.attached.includes(arn));
    const users = holders.flatMap((holder) =>
      holder.kind === 'Group' ? membersOf(holder.entity.id, context) : [holder.entity],
    );
    return { users: [...new Set(users)], texts: [defaultText(policy)] };
  }
  const holder = holdersOf(account).find(({ entity }) => entity.arn === arn);
  if (!holder) return missing(`ARN ${arn} cannot be found.`);
  const { kind, entity } = holder;
  if (kind === 'User') return { users: [entity], texts: textsOf(policiesOfUser(entity, context)) };
  if (kind === 'Role') return { users: [entity], texts: textsOf(ownPolicies(entity, 'role', context)) };
  return {
    users: membersOf(entity.id, context),
    texts: textsOf(ownPolicies(entity, 'group', context)),
  };
}

function textsOf(policies: readonly { readonly text: string }[]): string[] {
  return policies.map(({ text }) => text);
}

function membersOf(groupId: string, { account }: Context): User[] {
  return [...account.users.values()].filter(({ groupIds }) => groupIds.includes(groupId));
}

/** The service part of every action that a document allows: `s3`, `*`. */
function allowedServices(text: string): string[] {
  const statements: readonly StatementJson[] = [parseDocument(text).Statement].flat();
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? [Action].flat() : ['*']))
    .map((action) => (action.split(':', 1)[0] ?? '').toLowerCase());
}

function fitsPattern(service: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(service);
}

function reportOn(service: string, users: readonly (User | Role)[], context: Context): ServiceReport {
  const { uses } = context.account.access;
  const found = users.map((user) => ({
    user,
    use: uses.get(user.id)?.find((use) => use.service === service),
  }));
  const latestFirst = found.sort((a, b) => (b.use?.at ?? 0) - (a.use?.at ?? 0));
  const actions = latestFirst.flatMap(({ user, use }) =>
    Array.from(use?.actions ?? [], ([name, last]) => ({ name, ...last, arn: user.arn })),
  );
  return {
    service,
    users: latestFirst.map(({ user, use }) => entityUse(user, use, context)),
    actions: [...new Set(actions.map(({ name }) => name))]
      .sort()
      .flatMap((name) => actions.filter((each) => each.name === name).sort((a, b) => b.at - a.at)[0] ?? []),
  };
}

function entityUse(
  { arn, name, id, path }: User | Role,
  use: { readonly at: number; readonly region: string } | undefined,
  { account }: Context,
): EntityUse {
  const type = findEntity(account.users, (user) => user.id === id) ? 'USER' : 'ROLE';
  return { entity: { arn, name, type, id, path }, at: use?.at, region: use?.region };
}
