import { connect } from 'node:net';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand, S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsServer, createAws } from '../src/index.ts';
import { signed, type Unsigned } from './signing.ts';

// What no SDK would send, over a plain socket. Each request asks for something that shows if it was handled; none may be.

const cloud = createAws();
const root = cloud.rootClientConfig().credentials;
let server: AwsServer;
beforeAll(async () => {
  server = await cloud.listen({ requestTimeout: 1500 });
});
afterAll(() => server.close());

const FORM = 'content-type: application/x-www-form-urlencoded';
const JSON_1_1 = 'content-type: application/x-amz-json-1.1';
const CREATE = 'Action=CreateUser&Version=2010-05-08&UserName=mallory';

/** Sends bytes, and gives all that comes back until the server ends the connection, or until the reply is long enough. */
function raw(parts: readonly (string | Uint8Array)[], isEnough: (reply: string) => boolean): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let reply = '';
    const finish = (): void => {
      socket.destroy();
      resolve(reply);
    };
    socket.on('data', (data: Uint8Array) => {
      reply += Buffer.from(data).toString('latin1');
      if (isEnough(reply)) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
    for (const part of parts) socket.write(part);
  });
}

const isAnswered = (reply: string): boolean => /<\/ErrorResponse>|<\/Error>|"Message":/.test(reply);

const request = (
  body: string,
  headers: readonly string[] = [FORM],
  line: string = 'POST / HTTP/1.1',
): string =>
  `${[line, 'host: x', ...headers, `content-length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;

const statusOf = (reply: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1]);
const codeOf = (reply: string): string | undefined =>
  /<Code>(\w+)<\/Code>/.exec(reply)?.[1] ?? /"__type":"(\w+)"/.exec(reply)?.[1];

describe('what is no proper request over HTTP is refused in the form of AWS', () => {
  test.each<[string, string, number, string]>([
    ['bytes that are no HTTP', '\0\u0001\u0002\r\n\r\n', 400, 'MalformedHttpRequestException'],
    [
      'chunks of no length',
      `POST / HTTP/1.1\r\nhost: x\r\n${FORM}\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n${CREATE}\r\n0\r\n\r\n`,
      400,
      'MalformedHttpRequestException',
    ],
    [
      'two lengths',
      `POST / HTTP/1.1\r\nhost: x\r\n${FORM}\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n${CREATE}`,
      400,
      'MalformedHttpRequestException',
    ],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\nhost: x\r\n${FORM}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'MalformedHttpRequestException',
    ],
    [
      'a header without end',
      request(CREATE, [FORM, `x-long: ${'a'.repeat(100_000)}`]),
      431,
      'RequestEntityTooLargeException',
    ],
    ['a slash too many', request(CREATE, [FORM], 'POST // HTTP/1.1'), 400, 'MissingAction'],
    ['a step up', request(CREATE, [FORM], 'POST /../ HTTP/1.1'), 400, 'MissingAction'],
    ['an escaped step up', request(CREATE, [FORM], 'POST /..%2f HTTP/1.1'), 400, 'MissingAction'],
    ['half an escape', request(CREATE, [FORM], 'POST /%2 HTTP/1.1'), 400, 'MissingAction'],
    ['an address as its path', request(CREATE, [FORM], 'POST http://evil/ HTTP/1.1'), 400, 'MissingAction'],
    ['no path', request('', [], 'OPTIONS * HTTP/1.1'), 400, 'MissingAction'],
    [
      'a method that is none of theirs',
      request(CREATE, [FORM], 'DELETE / HTTP/1.1'),
      403,
      'MissingAuthenticationToken',
    ],
    [
      'two targets',
      request('{}', [JSON_1_1, 'x-amz-target: secretsmanager.ListSecrets', 'x-amz-target: secretsmanager.X']),
      400,
      'MissingAuthenticationTokenException',
    ],
    [
      'two signatures',
      request(CREATE, [FORM, 'authorization: AWS4-HMAC-SHA256 x', 'authorization: Basic eDp4']),
      403,
      'IncompleteSignature',
    ],
    [
      'another way to sign in',
      request(CREATE, [FORM, 'authorization: Basic eDp4']),
      403,
      'IncompleteSignature',
    ],
    ['no content type', request(CREATE, []), 400, 'MalformedInput'],
    ['JSON that says it is a form', request('{"Action":"CreateUser"}'), 400, 'MissingAction'],
    [
      'a form that says it is JSON',
      request(CREATE, [JSON_1_1, 'x-amz-target: secretsmanager.CreateSecret']),
      400,
      'MissingAuthenticationTokenException',
    ],
    [
      'a form for a target',
      request(CREATE, [FORM, 'x-amz-target: secretsmanager.CreateSecret']),
      400,
      'SerializationException',
    ],
    [
      'XML for a target',
      request('<Name>x</Name>', ['content-type: text/xml', 'x-amz-target: secretsmanager.CreateSecret']),
      400,
      'SerializationException',
    ],
    [
      'CBOR',
      request(
        '\u00a0',
        ['content-type: application/cbor', 'smithy-protocol: rpc-v2-cbor'],
        'POST /service/SecretsManager/operation/ListSecrets HTTP/1.1',
      ),
      400,
      'MissingAction',
    ],
    ['a target of no service', request('{}', [JSON_1_1, 'x-amz-target: %2f.x']), 501, 'NotImplemented'],
    [
      'a target that is a property',
      request('{}', [JSON_1_1, 'x-amz-target: __proto__.x']),
      501,
      'NotImplemented',
    ],
    ['an expectation', request(CREATE, [FORM, 'expect: 100-continue']), 403, 'MissingAuthenticationToken'],
    [
      'an upgrade',
      request(CREATE, [FORM, 'connection: upgrade', 'upgrade: h2c']),
      403,
      'MissingAuthenticationToken',
    ],
  ])('%s', async (_, text, status, code) => {
    const reply = await raw([text], isAnswered);
    expect([statusOf(reply.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')), codeOf(reply)]).toEqual([
      status,
      code,
    ]);
  });

  test('requests on one connection are answered in their order, each for itself', async () => {
    const headers = await signed(root, {
      url: `${server.url}/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=ListUsers&Version=2010-05-08',
    });
    const lines = Object.entries(headers)
      .filter(([name]) => name !== 'host')
      .map(([name, value]) => `${name}: ${value}`);
    const good = request('Action=ListUsers&Version=2010-05-08', lines).replace(
      'host: x',
      `host: ${headers['host']}`,
    );
    // The signature before and after says nothing of the request between.
    const reply = await raw(
      [good + request(CREATE) + good],
      (text) => text.split('</ListUsersResponse>').length === 3,
    );
    expect(reply.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 403', 'HTTP/1.1 200']);
  });

  test('a hundred megabytes are read to their end and kept only in part', async () => {
    const chunk = new Uint8Array(10 * 1000 * 1000).fill(65);
    const head = `POST / HTTP/1.1\r\nhost: x\r\n${FORM}\r\ncontent-length: ${10 * chunk.length}\r\n\r\n`;
    const reply = await raw([head, ...Array.from({ length: 10 }, () => chunk)], isAnswered);
    expect([statusOf(reply), codeOf(reply)]).toEqual([413, 'RequestEntityTooLarge']);
  });

  test('who never ends a request is told so, whether in its headers or in its body', async () => {
    const started = `POST / HTTP/1.1\r\nhost: x\r\n${FORM}\r\n`;
    const replies = await Promise.all([
      raw([started], isAnswered),
      raw([`${started}content-length: 100\r\n\r\nAction=`], isAnswered),
    ]);
    for (const reply of replies) {
      expect([statusOf(reply), codeOf(reply)]).toEqual([408, 'RequestTimeoutException']);
    }
  });
});

describe('what is signed, but not sane, is refused by name', () => {
  const send = async (unsigned: Omit<Unsigned, 'url'> & { path?: string }): Promise<string> => {
    const { path = '/', method = 'POST', ...rest } = unsigned;
    const { host: _, ...headers } = await signed(root, { ...rest, method, url: server.url + path });
    const response = await fetch(server.url + path, { method, headers, body: rest.body as string });
    return `HTTP/1.1 ${response.status}\r\n\r\n${await response.text()}`;
  };
  const deep = (open: string, close: string, depth: number): string =>
    open.repeat(depth) + close.repeat(depth);
  const json = (operation: string, body: string): Promise<string> =>
    send({
      service: 'secretsmanager',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `secretsmanager.${operation}`,
      },
      body,
    });

  test('JSON without bottom, where nothing or an object or text is meant', async () => {
    const lists = deep('[', ']', 200_000);
    expect(codeOf(await json('CreateSecret', lists))).toBe('SerializationException');
    expect(codeOf(await json('CreateSecret', `{"Name":${lists}}`))).toBe('SerializationException');
    // As in AWS, a member that is not known is not looked at.
    expect(codeOf(await json('DescribeSecret', `{"SecretId":"x","Other":${lists}}`))).toBe(
      'ResourceNotFoundException',
    );
    const objects = deep('{"Tags":', '}', 100_000).replace('}', '1}');
    expect(codeOf(await json('CreateSecret', objects))).toBe('SerializationException');
  });

  test.each([
    ['lists', deep('[', ']', 60_000)],
    ['statements', `{"Version":"2012-10-17","Statement":${deep('[', ']', 60_000)}}`],
    [
      'conditions',
      `{"Version":"2012-10-17","Statement":{"Condition":${deep('{"a":', '}', 20_000).replace('}', '1}')}}}`,
    ],
    ['numbers', '1'.repeat(100_000)],
  ])('a policy document of %s without bottom', async (_, document) => {
    const body = `Action=CreatePolicy&Version=2010-05-08&PolicyName=p&PolicyDocument=${encodeURIComponent(document)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(codeOf(await send({ headers, body }))).toBe('MalformedPolicyDocument');
  });

  test('XML without bottom, with entities, and with more than S3 takes', async () => {
    const s3 = new S3Client({ ...cloud.rootClientConfig() });
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'secret/x', Body: 'x' }));
    const post = (body: string): Promise<string> =>
      send({
        path: '/data?delete',
        service: 's3',
        headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
        body,
      });
    const replies = [
      await post(deep('<Delete>', '</Delete>', 50_000)),
      await post(`<Delete><Quiet>${deep('<a>', '</a>', 50_000)}</Quiet></Delete>`),
      await post('<!DOCTYPE d [<!ENTITY a "b">]><Delete><Object><Key>&a;</Key></Object></Delete>'),
      await post('<Delete><Object><Key>'),
    ];
    expect(replies.map(codeOf)).toEqual(replies.map(() => 'MalformedXML'));
  });

  test.each([
    ['/data/public/..%2Fsecret/x', 'NoSuchKey'],
    ['/data/public/%252e%252e/secret/x', 'NoSuchKey'],
    ['/data//secret/x', 'NoSuchKey'],
    ['//data/secret/x', 'MethodNotAllowed'],
    ['/data/%ff', 'InvalidURI'],
  ])('a path that plays tricks leads to no other object: %s', async (path, code) => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const sent = await signed(root, { url: server.url + path, method: 'GET', service: 's3', headers });
    const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}`);
    const text = request('', lines, `GET ${path} HTTP/1.1`).replace('host: x\r\n', '');
    expect(codeOf(await raw([text], isAnswered))).toBe(code);
  });
});

const SCOPE =
  'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00';

test('whatever is sent, it is answered, refused, and nothing is handled', async () => {
  const fragment = fc.constantFrom(
    ...[
      'POST / HTTP/1.1\r\n',
      'GET /data/secret/x HTTP/1.1\r\n',
      'PUT /?acl HTTP/1.0\r\n',
      'host: x\r\n',
      '\r\n',
    ],
    ...[`${FORM}\r\n`, `${JSON_1_1}\r\n`, 'content-length: 3\r\n', 'transfer-encoding: chunked\r\n', '5\r\n'],
    ...['x-amz-target: secretsmanager.ListSecrets\r\n', `authorization: ${SCOPE}\r\n`, 'x-amz-date: 1\r\n'],
    ...['x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n', CREATE, '{"a":', '<a>', '0\r\n\r\n'],
  );
  const text = fc.array(fc.oneof({ weight: 4, arbitrary: fragment }, fc.string({ unit: 'binary' })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(text, async (parts) => {
      // The end makes every one of them a whole, however wrong.
      const reply = await raw([`${parts.join('')}\r\n\r\n\0\r\n\r\n`], isAnswered);
      expect(statusOf(reply)).toBeGreaterThanOrEqual(400);
      expect([500, 502, 503]).not.toContain(statusOf(reply));
    }),
    { numRuns: 150 },
  );
  const { Users } = await new IAMClient(cloud.rootClientConfig()).send(new ListUsersCommand({}));
  expect(Users).toEqual([]);
});
