import type { Clock } from '@leastwise/core';
import { authenticate } from './authenticate.ts';
import type { Transport } from './context.ts';
import { OPERATIONS } from './operations.ts';
import { jsonProtocol } from './protocol/json.ts';
import { queryProtocol } from './protocol/query.ts';
import { Refusal } from './protocol/refusal.ts';
import { validate } from './protocol/validate.ts';
import type { Call, Members, WireRequest, WireResponse } from './protocol/wire.ts';
import type { Ids } from './random.ts';
import type { Cloud } from './state.ts';

/** What an endpoint stands on. */
export interface World {
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** In bytes. Nothing that these services take comes near it: the largest is a policy document of 128 KiB. */
export const LARGEST_BODY: number = 1024 * 1024;

/** Answers a request. Whatever is wrong with it, the answer is one that an AWS client understands; it never throws. */
export async function answer(world: World, request: WireRequest): Promise<WireResponse> {
  const { headers, body } = request;
  const protocol = headers['x-amz-target'] === undefined ? queryProtocol : jsonProtocol;
  const requestId = world.ids.uuid();
  let call: Call | undefined;
  try {
    call = protocol.read(headers, textOf(body));
    return protocol.answer(call, await carryOut(world, request, call), requestId);
  } catch (error) {
    return protocol.refuse(asRefusal(error), call?.service, requestId);
  }
}

function textOf(body: string | Uint8Array): string {
  if (body.length > LARGEST_BODY) {
    throw new Refusal('tooLarge', `The request body exceeds ${LARGEST_BODY} bytes.`);
  }
  if (typeof body === 'string') return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new Refusal('malformed', 'The request body is not UTF-8.');
  }
}

async function carryOut(
  { cloud, clock, ids }: World,
  request: WireRequest,
  { service, operation, decode }: Call,
): Promise<Members> {
  const { headers } = request;
  const now = clock.now();
  const { account, caller, region } = authenticate(cloud, headers, now);
  const handler = Object.hasOwn(OPERATIONS[service.id], operation)
    ? OPERATIONS[service.id][operation]
    : undefined;
  if (!handler) {
    throw new Refusal('notImplemented', `The emulator does not implement ${service.id}:${operation}.`);
  }
  const structure = service.table.operations[operation]?.input ?? null;
  const input = structure === null ? {} : decode(structure);
  if (structure !== null) validate(input, structure, service);
  const context = { cloud, account, caller, region, now, ids, transport: transportOf(request) };
  return (await handler(input, context)) ?? {};
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
