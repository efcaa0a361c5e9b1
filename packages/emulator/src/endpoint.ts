import type { Clock } from '@leastwise/core';
import { authenticate, type Identity } from './authentication/authenticate.ts';
import type { Guard } from './authorization/guard.ts';
import { refuseTemporary } from './authorization/temporary-limits.ts';
import type { Draft, Recorder } from './call-log/call-log.ts';
import { recordable } from './call-log/parameters.ts';
import { type Consistency, isRead, lags } from './consistency/consistency.ts';
import type { History } from './consistency/history.ts';
import type { Context, Transport } from './context.ts';
import { carryOutUnder, ConnectionLost } from './faults/carry-out-under.ts';
import type { Faults } from './faults/faults.ts';
import { OPERATIONS } from './operations.ts';
import type { AccountQuotas } from './iam/quotas.ts';
import { jsonProtocol } from './protocol/json.ts';
import { queryProtocol } from './protocol/query.ts';
import { isForS3, s3Protocol } from './protocol/s3.ts';
import { Refusal } from './protocol/refusal.ts';
import { validate } from './protocol/validate.ts';
import type { Call, Members, Protocol, WireRequest, WireResponse } from './protocol/wire.ts';
import type { Ids } from './random.ts';
import type { RotationFunctions } from './rotation-functions.ts';
import { inOwnersAccount } from './secrets-manager/owner.ts';
import { whereBucketIs } from './s3/anonymous.ts';
import { startDueRotations } from './secrets-manager/scheduled-rotation.ts';
import type { Cloud } from './state.ts';
import type { JsonWebKeySet } from './sts/web-identity.ts';
import type { Throttle } from './throttle/throttle.ts';

/** What an endpoint stands on. */
export interface World {
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly guard: Guard;
  /** Whether policies are asked. */
  readonly enforce: boolean;
  /** What the dates of signatures are held against. */
  readonly signingClock: Clock;
  /** The public keys of OpenID Connect issuers. */
  readonly issuers: Readonly<Record<string, JsonWebKeySet>>;
  readonly functions: RotationFunctions;
  /** In milliseconds: how long copies of secrets take to reach other regions. */
  readonly replicationDelay: number;
  readonly quotas: AccountQuotas;
  readonly consistency: Consistency;
  readonly history: History;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly recorder: Recorder;
}

/** In bytes: the largest object of S3 that is taken. */
export const LARGEST_OBJECT: number = 16 * 1024 * 1024;

/** In bytes. Nothing that the other services take comes near it: the largest is a policy document of 128 KiB. */
const LARGEST_BODY: number = 1024 * 1024;

/**
 * Answers a request. Whatever is wrong with it, the answer is one that an AWS client understands.
 *
 * @throws ConnectionLost where a fault breaks the connection, and nothing else
 */
export function answer(world: World, request: WireRequest): Promise<WireResponse> {
  const answered = answerInWords(world, request);
  return request.method === 'HEAD' ? answered.then((response) => ({ ...response, body: '' })) : answered;
}

async function answerInWords(world: World, request: WireRequest): Promise<WireResponse> {
  const protocol = protocolOf(request);
  const requestId = world.ids.uuid();
  const draft = world.recorder.begin(requestId, world.clock.now(), request);
  let call: Call | undefined;
  try {
    call = protocol.read(request, protocol === s3Protocol ? '' : textOf(request.body));
    draft.operation = `${call.service.id}:${call.operation}`;
    refuseLarge(request.body, LARGEST_OBJECT);
    const answered = protocol.answer(call, await carryOut(world, request, call, draft), requestId);
    draft.end('answered');
    return answered;
  } catch (error) {
    if (error instanceof ConnectionLost) {
      draft.end('lost');
      throw error;
    }
    const refusal = asRefusal(error);
    const refused = protocol.refuse(refusal, call?.service, requestId);
    draft.end('refused', { code: refused.errorCode ?? '', message: refusal.message });
    return refused;
  }
}

function protocolOf(request: WireRequest): Protocol {
  if (isForS3(request)) return s3Protocol;
  return request.headers['x-amz-target'] === undefined ? queryProtocol : jsonProtocol;
}

function refuseLarge(body: string | Uint8Array, most: number): void {
  if (body.length > most) throw new Refusal('tooLarge', `The request body exceeds ${most} bytes.`);
}

function textOf(body: string | Uint8Array): string {
  refuseLarge(body, LARGEST_BODY);
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new Refusal('malformed', 'The request body is not UTF-8.');
  }
}

function carryOut(world: World, request: WireRequest, call: Call, draft: Draft): Promise<Members> {
  const { service, operation } = call;
  const { cloud, clock, signingClock, consistency } = world;
  const now = clock.now();
  const identity =
    authenticate(request, service.id, { cloud, now, signingClock, consistency }) ??
    anonymous(world, request, call);
  draft.identity = identity;
  if (!Object.hasOwn(OPERATIONS[service.id], operation)) {
    throw new Refusal('notImplemented', `The emulator does not implement ${service.id}:${operation}.`);
  }
  const input = inputOf(call);
  draft.parameters = recordable(input, inputStructure(call), service);
  const { account, caller, region } = identity;
  const effects = world.faults.strike({ service: service.id, operation, caller: caller.arn, region, input });
  draft.faults = effects.map(({ kind }) => kind);
  return carryOutUnder(effects, service, clock, (writesBehind) => {
    world.throttle.take({ service: service.id, operation, account: account.id, region, now: clock.now() });
    const context = contextOf(world, request, identity, draft);
    return perform(world, call, input, context, writesBehind);
  });
}

/** Written out, because it is made for every request, and spreading a world takes a tenth of a small request's time. */
function contextOf(world: World, request: WireRequest, identity: Identity, { note }: Draft): Context {
  const { cloud, clock, ids, issuers, functions, replicationDelay, quotas, consistency, history } = world;
  const { account, caller, region } = identity;
  const [now, transport] = [clock.now(), transportOf(request)];
  const context: Context = {
    cloud,
    account,
    caller,
    region,
    now,
    ids,
    transport,
    issuers,
    clock,
    functions,
    replicationDelay,
    quotas,
    consistency,
    history,
    note,
    demand: (part) => {
      if (world.enforce) world.guard.demand(part, context);
    },
  };
  return context;
}

function inputStructure({ service, operation }: Call): string | null {
  return service.table.operations[operation]?.input ?? null;
}

/** @throws Refusal for an input that its operation does not take. */
function inputOf(call: Call): Members {
  const structure = inputStructure(call);
  if (structure === null) return {};
  const input = call.decode(structure);
  validate(input, structure, call.service);
  return input;
}

/** Authorises a call, and does what it asks for. */
async function perform(
  world: World,
  { service, operation }: Call,
  input: Members,
  context: Context,
  writesBehind: number,
): Promise<Members> {
  const { guard, enforce, history, cloud, clock } = world;
  const handler = OPERATIONS[service.id][operation];
  refuseTemporary(service.id, operation, context);
  // Few rows have to wait for something, and waiting for nothing takes time too.
  const admission = enforce ? guard.admit(service, operation, input, context) : undefined;
  if (admission) await admission;
  if (service.id === 'secretsmanager') startDueRotations(world);
  // STS only makes credentials, which no read shows.
  const isWrite = service.id !== 'sts' && !isRead(service.id, operation);
  const keep = isWrite ? history.before(cloud) : undefined;
  const at =
    isWrite || service.id === 'sts'
      ? context
      : inThePast(context, history, service.id, operation, writesBehind);
  const there = service.id === 'secretsmanager' ? inOwnersAccount(at, input['SecretId']) : at;
  const output = (await handler?.(input, there)) ?? {};
  keep?.(clock.now());
  return output;
}

/** The context of a read that answers from an older state, because a fault or eventual consistency has it so. */
function inThePast(
  context: Context,
  history: History,
  service: string,
  operation: string,
  writesBehind: number,
): Context {
  const { now, consistency, account } = context;
  const lag = lags(service, operation) ? (consistency.reads ?? 0) : 0;
  const cloud =
    writesBehind > 0 ? history.writesBehind(writesBehind) : lag > 0 ? history.at(now - lag) : undefined;
  const itsAccount = cloud?.accounts.get(account.id);
  return cloud && itsAccount ? { ...context, cloud, account: itsAccount } : context;
}

/** Operations that whoever has a token of an identity provider may ask for without a key. */
const UNSIGNED = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** @throws Refusal for an operation that needs a signature; where no policies are asked, S3's all do. */
function anonymous({ cloud, enforce }: World, request: WireRequest, call: Call): Identity {
  const where =
    call.service.id === 's3' && enforce ? whereBucketIs(cloud, request, call.operation) : undefined;
  const [account] = cloud.accounts.values();
  const isForToken = UNSIGNED.includes(`${call.service.id}:${call.operation}`);
  const place = where ?? (account && isForToken ? { account, region: 'us-east-1' } : undefined);
  if (place) return { caller: { kind: 'anonymous', arn: '*', userId: 'anonymous' }, ...place };
  throw new Refusal('unsigned', 'Request is missing Authentication Token');
}

function transportOf({ secure, sourceIp, headers }: WireRequest): Transport {
  return { secure, sourceIp, userAgent: headers['user-agent'], referer: headers['referer'] };
}

/** A fault of the emulator's own becomes the answer that AWS gives for its own. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal('internal', `The emulator failed, which is a defect of it: ${reason}`);
}
