import { type AccessRequest, type Authorizer, compile, type Decision } from '@leastwise/evaluate';
import type { Context } from '../context.ts';
import { recordUse } from '../iam/uses.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Service } from '../protocol/services.ts';
import type { Members } from '../protocol/wire.ts';
import { denial, type Owner } from './denial.ts';
import { globalKeys } from './global-keys.ts';
import { documentsOf, fingerprint, policyTexts } from './policies.ts';
import { type PolicyNames, policyNames } from './policy-names.ts';
import type { Demand, DemandOfPart, Keys } from './row.ts';
import { ROWS } from './rows.ts';

/** What was decided of one permission that a call needs. */
export interface Ruling {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
  /** What the policies are called that were asked. */
  readonly names: PolicyNames;
  readonly owner: Owner;
}

/** Lets a call pass only if every permission that its row names is given. */
export interface Guard {
  /**
   * @returns what was decided of each permission
   * @throws Refusal for the first that is denied, and for an operation that has no row.
   */
  readonly admit: (
    service: Service,
    operation: string,
    input: Members,
    context: Context,
  ) => Promise<readonly Ruling[]>;
  /** The same for a part of a batch. */
  readonly demand: (part: DemandOfPart, context: Context) => Ruling;
}

interface Compiled {
  readonly texts: readonly string[];
  readonly authorizer: Authorizer;
}

/** So many callers and resources are kept compiled; the ones that were compiled first go first. */
const KEPT = 2000;

/** A guard, which keeps the policies of callers compiled until they change. */
export function createGuard(): Guard {
  const cache = new Map<string, Compiled>();

  const authorizerFor = (context: Context, demand: Demand, action: string): Authorizer => {
    const policies = policyTexts(context, demand, action);
    const texts = fingerprint(policies);
    const key = `${demand.by ?? sessionKey(context)} ${demand.on?.policy ? demand.on.arn : ''}`;
    const known = cache.get(key);
    if (known && isSame(known.texts, texts)) return known.authorizer;
    const authorizer = compile(documentsOf(policies));
    cache.delete(key);
    cache.set(key, { texts, authorizer });
    const [oldest] = cache.keys();
    if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
    return authorizer;
  };

  const rule = (demand: Demand, action: string, context: Context): Ruling => {
    const request = requestOf(demand, action, context);
    const decision = authorizerFor(context, demand, action).decide(request);
    noteUse(action, context);
    const caller = demand.by === undefined ? context.caller.arn : '*';
    const names = policyNames(context, demand);
    const owner = ownerOf(request, context);
    const ruling = { caller, action, resource: request.resource, decision, names, owner };
    context.note(ruling);
    return ruling;
  };

  return {
    admit: async (service, operation, input, context) => {
      const row = Object.hasOwn(ROWS[service.id], operation) ? ROWS[service.id][operation] : undefined;
      const own = `${service.id}:${operation}`;
      if (!row) {
        throw new Refusal('notImplemented', `The emulator does not know what ${own} must be allowed.`);
      }
      const demands = [await row(input, context)].flat();
      return demands.map((demand) => pass(rule(demand, demand.action ?? own, context)));
    },
    demand: (part, context) => pass(rule(part, part.action, context)),
  };
}

/** @throws Refusal for what is denied. */
function pass(ruling: Ruling): Ruling {
  if (ruling.decision.effect === 'Allow') return ruling;
  throw denial(ruling);
}

function ownerOf({ resource, resourceAccount }: AccessRequest, { cloud, account }: Context): Owner {
  const id = resourceAccount ?? resource.split(':')[4] ?? '';
  if (id === '' || id === account.id) return 'same account';
  const organization = cloud.accounts.get(id)?.controls?.organization;
  const isShared = organization !== undefined && organization === account.controls?.organization;
  return isShared ? 'same organization' : 'elsewhere';
}

/** Notes the attempt for the report on last uses, which has users and roles. */
function noteUse(action: string, { account, caller, region, now }: Context): void {
  const id = caller.kind === 'user' ? caller.user.id : caller.kind === 'session' ? caller.role.id : undefined;
  if (id !== undefined) recordUse(account, { principalId: id, action, region, at: now });
}

/** Sessions of one role differ in their session policies, so that each has its own place. */
function sessionKey({ caller }: Context): string {
  return caller.session?.accessKeyId ?? caller.userId;
}

function isSame(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && before.every((text, i) => text === now[i]);
}

function requestOf(demand: Demand, action: string, context: Context): AccessRequest {
  const { on = { arn: '*' } } = demand;
  return {
    principal: demand.by ?? principalOf(context),
    action,
    resource: on.arn.startsWith('arn:') ? on.arn : '*',
    ...(on.account !== undefined && { resourceAccount: on.account }),
    context: merged([globalKeys(context, action, demand), on.keys ?? {}, demand.keys ?? {}]),
  };
}

function principalOf({ caller }: Context): AccessRequest['principal'] {
  const { arn, userId } = caller;
  switch (caller.kind) {
    case 'session':
      return { arn, userId, roleArn: caller.role.arn };
    case 'federated-user':
      return caller.by ? { arn, userId, federatedBy: caller.by.arn } : { arn, userId };
    case 'user':
      return { arn, userId };
    case 'root':
    case 'anonymous':
    case 'service':
      return arn;
  }
}

/** Keys are the same in any case; what comes later, nearer to the operation, wins. */
function merged(parts: readonly Keys[]): NonNullable<AccessRequest['context']> {
  const entries = new Map<string, readonly [string, NonNullable<Keys[string]>]>();
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      if (value !== undefined) entries.set(name.toLowerCase(), [name, value]);
    }
  }
  return Object.fromEntries(entries.values());
}
