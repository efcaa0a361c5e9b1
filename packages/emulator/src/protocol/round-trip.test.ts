import * as iamSdk from '@aws-sdk/client-iam';
import * as taggingSdk from '@aws-sdk/client-resource-groups-tagging-api';
import * as secretsManagerSdk from '@aws-sdk/client-secrets-manager';
import * as stsSdk from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonProtocol } from './json.ts';
import { queryProtocol } from './query.ts';
import { JSON_SERVICES, QUERY_SERVICES, type Service } from './services.ts';
import type { Type } from './table.ts';
import type { Members } from './wire.ts';

// Random input goes through the SDK's own serialiser and our decoder, random output through our encoder and the SDK's own
// deserialiser; both must come out as they went in. Nothing here is written by hand for an operation.

const sdks: Readonly<Record<string, { readonly client: string; readonly exports: object }>> = {
  iam: { client: 'IAMClient', exports: iamSdk },
  sts: { client: 'STSClient', exports: stsSdk },
  secretsmanager: { client: 'SecretsManagerClient', exports: secretsManagerSdk },
  tagging: { client: 'ResourceGroupsTaggingAPIClient', exports: taggingSdk },
};

for (const service of [...QUERY_SERVICES, ...JSON_SERVICES]) {
  describe(`every operation of ${service.id}`, () => {
    test.each(Object.entries(service.table.operations))('%s', async (operation, { input, output }) => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryInput(input, service),
          arbitraryOutput(output, service),
          async (sent, answered) => {
            const { received, result } = await exchange(service, operation, sent, answered);
            expect(plain(received)).toEqual(plain(sent));
            expect(plain(result)).toEqual(plain(answered));
          },
        ),
        { numRuns: 10 },
      );
    });
  });
}

type Shape = (type: Type) => fc.Arbitrary<unknown>;

/** Every member is there, because the Query serialiser writes nothing at all for an empty structure or map. */
function arbitraryInput(structure: string | null, service: Service): fc.Arbitrary<Members> {
  const shape: Shape = (type) => arbitrary(type, service, shape, 1);
  return structure === null ? fc.constant({}) : arbitraryMembers(structure, service, shape, false);
}

/** Any member may be missing. */
function arbitraryOutput(structure: string | null, service: Service): fc.Arbitrary<Members> {
  const shape: Shape = (type) =>
    type.type === 'structure'
      ? arbitraryMembers(type.name, service, shape, true)
      : arbitrary(type, service, shape, 0);
  return structure === null ? fc.constant({}) : arbitraryMembers(structure, service, shape, true);
}

function arbitraryMembers(
  structure: string,
  service: Service,
  shape: Shape,
  sparse: boolean,
): fc.Arbitrary<Members> {
  const members = Object.entries(service.table.structures[structure]?.members ?? {});
  const model = Object.fromEntries(members.map(([name, type]) => [name, shape(type)]));
  return sparse ? fc.record(model, { requiredKeys: [] }) : fc.record(model);
}

function arbitrary(type: Type, service: Service, shape: Shape, fewestEntries: number): fc.Arbitrary<unknown> {
  switch (type.type) {
    case 'string':
      return text;
    case 'number':
      return fc.integer();
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      // Seconds for XML, milliseconds for JSON: as the services give them.
      return service.protocol === 'query'
        ? fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1000)
        : fc.integer({ min: 0, max: 4e12 });
    case 'blob':
      return fc.uint8Array({ maxLength: 20 });
    case 'list':
      return fc.array(shape(type.of), { maxLength: 3 });
    case 'map':
      return fc.dictionary(text, shape(type.of), { minKeys: fewestEntries, maxKeys: 3 });
    case 'structure':
      return arbitraryMembers(type.name, service, shape, false);
  }
}

/** What XML can hold: no control characters, and something beside white space. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((characters) => `${characters}&amp;<>"'\r\n\t%+=.~ x`)
  .filter((characters) => !/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/.test(characters));

async function exchange(
  service: Service,
  operation: string,
  sent: Members,
  answered: Members,
): Promise<{ received: Members; result: unknown }> {
  const protocol = service.protocol === 'query' ? queryProtocol : jsonProtocol;
  const structure = service.table.operations[operation]?.input ?? null;
  let received: Members = {};
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async ({ headers, body }: { headers: Record<string, string>; body: string | Uint8Array }) => {
      const request = { method: 'POST', path: '/', query: '', headers, body, secure: true, sourceIp: '::1' };
      const call = protocol.read(request, Buffer.from(body).toString());
      received = structure === null ? {} : call.decode(structure);
      const response = protocol.answer(call, answered, 'request-1');
      return {
        response: {
          statusCode: response.status,
          headers: response.headers,
          body: Buffer.from(response.body),
        },
      };
    },
  };
  const { client, exports } = sdks[service.id] ?? { client: '', exports: {} };
  const sdk = exports as Record<
    string,
    new (argument: object) => { send(command: object): Promise<unknown> }
  >;
  const Client = sdk[client];
  const Command = sdk[`${operation}Command`];
  if (!Client || !Command) throw new Error(`the SDK has no ${operation}`);
  const config = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'B' },
    requestHandler,
  };
  const result = await new Client(config).send(new Command(toSdk(sent, structure, service)));
  return { received, result: fromSdk(result) };
}

/** The SDK takes a Date where we have milliseconds. */
function toSdk(members: Members, structure: string | null, service: Service): object {
  const types = service.table.structures[structure ?? '']?.members ?? {};
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      const type = types[name];
      if (type?.type === 'timestamp') return [name, new Date(value as number)];
      return [name, type?.type === 'structure' ? toSdk(value as Members, type.name, service) : value];
    }),
  );
}

function fromSdk(result: unknown): unknown {
  const { $metadata: _, ...members } = result as Members;
  return members;
}

/** Dates as milliseconds and bytes as lists of numbers, so that values compare whoever made them. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
