import { type AccessRequest, type Authorizer, compile, type Decision } from '@leastwise/evaluate';
import type { Context } from '../context.ts';
import { recordUse } from '../iam/uses.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Service } from '../protocol/services.ts';
import type { Members } from '../protocol/wire.ts';
import { denial, type Owner } from './denial.ts';
import { areSame, documentsOf, policyTexts, type PolicyTexts } from './policies.ts';
import { type PolicyNames, policyNames } from './policy-names.ts';
import { requestContext } from './request-context.ts';
import type { Demand, DemandOfPart } from './row.ts';
import { ROWS } from './rows.ts';

/** What was decided of one permission that a call needs. */
export interface Ruling {
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
  /** What the policies are called that were asked. Found out when it is called, because few want to know. */
  readonly names: () => PolicyNames;
}

/** Lets a call pass only if every permission that its row names is given. */
export interface Guard {
  /**
   * @returns something to wait for where the row has to find out what is asked for
   * @throws Refusal for the first that is denied, and for an operation that has no row.
   */
  readonly admit: (
    service: Service,
    operation: string,
    input: Members,
    context: Context,
  ) => Promise<void> | void;
  /** The same for a part of a batch. */
  readonly demand: (part: DemandOfPart, context: Context) => void;
}

interface Compiled {
  readonly policies: PolicyTexts;
  readonly authorizer: Authorizer;
}

/** So many callers and resources are kept compiled; the ones that were compiled first go first. */
const KEPT = 2000;

/** A guard, which keeps the policies of callers compiled until they change. */
export function createGuard(): Guard {
  const cache = new Map<string, Compiled>();

  const authorizerFor = (context: Context, demand: Demand, action: string): Authorizer => {
    const policies = policyTexts(context, demand, action);
    const key = `${demand.by ?? sessionKey(context)} ${demand.on?.policy ? demand.on.arn : ''}`;
    const known = cache.get(key);
    if (known && areSame(known.policies, policies)) return known.authorizer;
    const authorizer = compile(documentsOf(policies));
    cache.delete(key);
    cache.set(key, { policies, authorizer });
    const [oldest] = cache.keys();
    if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
    return authorizer;
  };

  const rule = (demand: Demand, action: string, context: Context): void => {
    const request = requestOf(demand, action, context);
    const { resource } = request;
    const decision = authorizerFor(context, demand, action).decide(request);
    noteUse(action, context);
    const names = (): PolicyNames => policyNames(context, demand);
    context.note({ action, resource, decision, names });
    if (decision.effect === 'Allow') return;
    const caller = demand.by === undefined ? context.caller.arn : '*';
    throw denial({ caller, action, resource, decision, names: names(), owner: ownerOf(request, context) });
  };

  return {
    admit: (service, operation, input, context) => {
      const row = Object.hasOwn(ROWS[service.id], operation) ? ROWS[service.id][operation] : undefined;
      const own = `${service.id}:${operation}`;
      if (!row) {
        throw new Refusal('notImplemented', `The emulator does not know what ${own} must be allowed.`);
      }
      const ruleOn = (demands: Demand | readonly Demand[]): void => {
        if (isList(demands)) for (const demand of demands) rule(demand, demand.action ?? own, context);
        else rule(demands, demands.action ?? own, context);
      };
      const demands = row(input, context);
      return demands instanceof Promise ? demands.then(ruleOn) : ruleOn(demands);
    },
    demand: (part, context) => rule(part, part.action, context),
  };
}

function isList(demands: Demand | readonly Demand[]): demands is readonly Demand[] {
  return Array.isArray(demands);
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

function requestOf(demand: Demand, action: string, context: Context): AccessRequest {
  const { on = { arn: '*' } } = demand;
  return {
    principal: demand.by ?? principalOf(context),
    action,
    resource: on.arn.startsWith('arn:') ? on.arn : '*',
    ...(on.account !== undefined && { resourceAccount: on.account }),
    context: requestContext(context, action, demand),
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
