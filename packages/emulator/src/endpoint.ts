import type { Clock } from '@leastwise/core';
import { authenticate, type Identity } from './authentication/authenticate.ts';
import type { Guard } from './authorization/guard.ts';
import { refuseTemporary } from './authorization/temporary-limits.ts';
import type { Transport } from './context.ts';
import { OPERATIONS } from './operations.ts';
import { jsonProtocol } from './protocol/json.ts';
import { queryProtocol } from './protocol/query.ts';
import { isForS3, s3Protocol } from './protocol/s3.ts';
import { Refusal } from './protocol/refusal.ts';
import { validate } from './protocol/validate.ts';
import type { Call, Members, Protocol, WireRequest, WireResponse } from './protocol/wire.ts';
import type { Ids } from './random.ts';
import type { RotationFunctions } from './rotation-functions.ts';
import { inOwnersAccount } from './secrets-manager/owner.ts';
import type { Cloud } from './state.ts';
import type { JsonWebKeySet } from './sts/web-identity.ts';

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
}

/** In bytes: the largest object of S3 that is taken. */
export const LARGEST_OBJECT: number = 16 * 1024 * 1024;

/** In bytes. Nothing that the other services take comes near it: the largest is a policy document of 128 KiB. */
const LARGEST_BODY: number = 1024 * 1024;

/** Answers a request. Whatever is wrong with it, the answer is one that an AWS client understands; it never throws. */
export async function answer(world: World, request: WireRequest): Promise<WireResponse> {
  const response = await answerInWords(world, request);
  return request.method === 'HEAD' ? { ...response, body: '' } : response;
}

async function answerInWords(world: World, request: WireRequest): Promise<WireResponse> {
  const protocol = protocolOf(request);
  const requestId = world.ids.uuid();
  let call: Call | undefined;
  try {
    call = protocol.read(request, protocol === s3Protocol ? '' : textOf(request.body));
    refuseLarge(request.body, LARGEST_OBJECT);
    return protocol.answer(call, await carryOut(world, request, call), requestId);
  } catch (error) {
    return protocol.refuse(asRefusal(error), call?.service, requestId);
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

async function carryOut(
  world: World,
  request: WireRequest,
  { service, operation, decode }: Call,
): Promise<Members> {
  const { cloud, clock, ids, guard, enforce, issuers, functions, replicationDelay } = world;
  const now = clock.now();
  const verifier = { cloud, now, signingClock: world.signingClock };
  const identity =
    authenticate(request, service.id, verifier) ?? anonymous(cloud, `${service.id}:${operation}`);
  const handler = Object.hasOwn(OPERATIONS[service.id], operation)
    ? OPERATIONS[service.id][operation]
    : undefined;
  if (!handler) {
    throw new Refusal('notImplemented', `The emulator does not implement ${service.id}:${operation}.`);
  }
  const structure = service.table.operations[operation]?.input ?? null;
  const input = structure === null ? {} : decode(structure);
  if (structure !== null) validate(input, structure, service);
  const context = {
    ...{ cloud, now, clock, ids, issuers, functions, replicationDelay },
    ...identity,
    transport: transportOf(request),
  };
  refuseTemporary(service.id, operation, context);
  if (enforce) await guard.admit(service, operation, input, context);
  const there = service.id === 'secretsmanager' ? inOwnersAccount(context, input['SecretId']) : context;
  return (await handler(input, there)) ?? {};
}

/** Operations that whoever has a token of an identity provider may ask for without a key. */
const UNSIGNED = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** @throws Refusal for an operation that needs a signature. */
function anonymous({ accounts }: Cloud, operation: string): Identity {
  const [account] = accounts.values();
  if (account && UNSIGNED.includes(operation)) {
    return { caller: { kind: 'anonymous', arn: '*', userId: 'anonymous' }, account, region: 'us-east-1' };
  }
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
