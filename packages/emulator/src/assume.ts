import { checkParameter, LeastwiseError } from '@leastwise/core';
import { callerOf, ownerOf } from './authentication/caller.ts';
import type { Keys } from './authorization/row.ts';
import type { Caller, Context } from './context.ts';
import type { World } from './endpoint.ts';
import { findEntity } from './find-entity.ts';
import { Refusal } from './protocol/refusal.ts';
import type { Account } from './state.ts';
import { assumeRole } from './sts/assume-role.ts';
import { roleAt } from './sts/find-role.ts';
import { assumeRoleDemands } from './sts/role-demands.ts';
import { nothingSaid, type Session } from './sts/session-state.ts';

/** A role by its ARN, or as the data that it was made from. */
export type RoleName = string | { readonly name: string; readonly path?: string };

/** Who assumes a role, and how. */
export interface AssumeOptions {
  /** A service, a user or a role, as `principal` of `@leastwise/policy` makes them. */
  readonly as: { readonly kind: string; readonly value: string };
  /** `test` unless said otherwise. */
  readonly sessionName?: string;
  /** Condition keys that the trust policy asks about; `aws:SourceAccount` is the role's account unless said otherwise. */
  readonly context?: Keys;
}

/**
 * Lets a principal assume a role, if the role's trust policy and everything else allows it.
 *
 * @throws LeastwiseError `ACCESS_DENIED`, `NO_SUCH_PRINCIPAL`
 */
export async function assume(
  world: World,
  home: Account,
  role: RoleName,
  options: AssumeOptions,
): Promise<Session> {
  checkGiven(role, options);
  const arn = typeof role === 'string' ? role : `arn:aws:iam::${home.id}:role${role.path ?? '/'}${role.name}`;
  const name = options.sessionName ?? 'test';
  const { caller, account } = principalOf(world, home, options.as);
  const context: Context = {
    ...world,
    account,
    caller,
    region: 'us-east-1',
    now: world.clock.now(),
    // Only requests are recorded, and this is none.
    note: () => undefined,
    demand: () => undefined,
    transport: { secure: true, sourceIp: '127.0.0.1', userAgent: undefined, referer: undefined },
  };
  const request = { RoleArn: arn, RoleSessionName: name };
  const source = { 'aws:SourceAccount': roleAt(world.cloud, arn)?.account.id };
  try {
    for (const demand of assumeRoleDemands(request, context)) {
      const keys = { ...(caller.kind === 'service' ? source : {}), ...demand.keys, ...options.context };
      world.guard.demand({ action: 'sts:AssumeRole', ...demand, keys }, context);
    }
    const { Credentials } = assumeRole(request, context);
    const session = world.cloud.sessions.get(Credentials?.AccessKeyId ?? '');
    if (session) return session;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw denied(error.message, arn);
  }
  throw denied('the role was not assumed', arn);
}

function checkGiven(role: unknown, options: unknown): void {
  if (typeof role !== 'string')
    checkParameter('role', role, { name: 'text', 'path?': 'text' }, 'give its ARN, or its definition');
  const shape = {
    as: { kind: 'text', value: 'text' },
    'sessionName?': 'text',
    'context?': 'object',
  } as const;
  checkParameter('options', options, shape, 'say who assumes it: `{ as: principal.services.sagemaker }`');
}

function denied(what: string, path: string): LeastwiseError {
  return new LeastwiseError({
    code: 'ACCESS_DENIED',
    what,
    path,
    hint: 'the trust policy of the role says who may assume it',
  });
}

function principalOf(
  { cloud, clock }: World,
  home: Account,
  { kind, value }: AssumeOptions['as'],
): { readonly caller: Caller; readonly account: Account } {
  if (kind === 'Service') return { caller: { kind: 'service', arn: value, userId: value }, account: home };
  const account = cloud.accounts.get(value.split(':')[4] ?? '') ?? home;
  const user = findEntity(account.users, ({ arn }) => arn === value);
  const role = roleAt(cloud, value)?.role;
  const caller = user
    ? ownerOf(account, user.id)
    : role && callerOf(cloud, sessionOf(role.id, account, clock.now()));
  if (caller) return { caller, account };
  throw new LeastwiseError({
    code: 'NO_SUCH_PRINCIPAL',
    what: `there is no user or role \`${value}\` to assume a role`,
    hint: 'name a service, or a user or role that exists: `principal.services.sagemaker`, `principal.user(arn)`',
  });
}

/** A session that nobody has the credentials of: it stands for whoever acts as the role. */
function sessionOf(roleId: string, { id }: Account, now: number): Session {
  return {
    ...nothingSaid(),
    accessKeyId: '',
    secret: '',
    token: '',
    accountId: id,
    issued: now,
    expires: now,
    of: { kind: 'role', roleId, name: 'test' },
  };
}
