import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signed } from '../test/signing.ts';
import { type AwsCredentials, type AwsServer, createAws } from './index.ts';

const cloud = createAws();
const root = cloud.rootClientConfig().credentials;

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1' };
const target = (operation: string): Record<string, string> => ({ ...JSON_1_1, 'x-amz-target': operation });
const query = (rest: string): string => `Action=CreateUser&Version=2010-05-08&${rest}`;

let server: AwsServer;
beforeAll(async () => {
  server = await cloud.listen();
});
afterAll(() => server.close());

const STRANGER = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' };

/** Sends a request that this key signs, or nobody. */
async function post(
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  { method = 'POST', as = root }: { method?: string; as?: AwsCredentials | 'nobody' } = {},
): Promise<{ status: number; text: string }> {
  const content = method === 'GET' ? {} : { body };
  const service = 'x-amz-target' in headers ? 'secretsmanager' : 'iam';
  const all =
    as === 'nobody'
      ? headers
      : await signed(as, { url: `${server.url}/`, method, headers, service, ...content });
  const { host: _, ...sent } = all;
  const response = await fetch(server.url, { method, headers: sent, ...content });
  return { status: response.status, text: await response.text() };
}

describe('what cannot be understood gets an answer in the form of AWS', () => {
  test.each([
    ['an empty body', FORM, '', 400, 'MissingAction'],
    ['garbage', FORM, '\0\u0001garbage&&&=&==&a', 400, 'MissingAction'],
    ['escapes that are not UTF-8', FORM, 'Action=%ff%zz', 400, 'MalformedInput'],
    ['bytes that are not UTF-8', FORM, new Uint8Array([0xff, 0xfe, 0x41]), 400, 'MalformedInput'],
    [
      'a body without a content type of AWS',
      { ...FORM, 'content-type': 'text/html' },
      query('UserName=a'),
      400,
      'MalformedInput',
    ],
    [
      'a number that is none',
      FORM,
      'Action=ListUsers&Version=2010-05-08&MaxItems=ten',
      400,
      'MalformedInput',
    ],
    [
      'a boolean that is none',
      FORM,
      'Action=ListPolicies&Version=2010-05-08&OnlyAttached=yes',
      400,
      'MalformedInput',
    ],
    ['an unknown marker', FORM, 'Action=ListUsers&Version=2010-05-08&Marker=%21', 400, 'ValidationError'],
    ['an unknown action', FORM, 'Action=Frobnicate&Version=2010-05-08', 501, 'NotImplemented'],
    ['an action that every object has', FORM, 'Action=constructor&Version=2010-05-08', 501, 'NotImplemented'],
    ['an unknown version', FORM, 'Action=CreateUser&Version=1999-01-01', 501, 'NotImplemented'],
    [
      'a path of steps without end',
      FORM,
      query(`UserName=a&${'a.'.repeat(100_000)}=1`),
      400,
      'MalformedInput',
    ],
    [
      'members that every object has',
      FORM,
      query('UserName=b&__proto__.x=1&constructor=1'),
      200,
      'CreateUserResult',
    ],
    ['no signature', FORM, query('UserName=a'), 403, 'MissingAuthenticationToken', 'nobody' as const],
    [
      'half a signature',
      { ...FORM, authorization: 'AWS4-HMAC-SHA256 Credential=AKIA' },
      query('UserName=a'),
      403,
      'IncompleteSignature',
      'nobody' as const,
    ],
    ['an unknown key', FORM, query('UserName=a'), 403, 'InvalidClientTokenId', STRANGER],
  ])('%s', async (_, headers, body, status, code, as: AwsCredentials | 'nobody' = root) => {
    const answer = await post(headers, body, { as });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
    expect(answer.text).toMatch(status === 200 ? /^<CreateUserResponse/ : /^<ErrorResponse/);
  });

  test.each([
    [
      'garbage',
      target('secretsmanager.CreateSecret'),
      '{"SecretString":"hunter2',
      400,
      'SerializationException',
    ],
    ['no object', target('secretsmanager.CreateSecret'), '[]', 400, 'SerializationException'],
    [
      'a member of another type',
      target('secretsmanager.CreateSecret'),
      '{"Name":1}',
      400,
      'SerializationException',
    ],
    [
      'base64 that is none',
      target('secretsmanager.CreateSecret'),
      '{"Name":"a","SecretBinary":"?"}',
      400,
      'SerializationException',
    ],
    [
      'a list that is none',
      target('secretsmanager.CreateSecret'),
      '{"Name":"a","Tags":{}}',
      400,
      'SerializationException',
    ],
    [
      'nothing that is required',
      target('secretsmanager.CreateSecret'),
      '{"Name":null}',
      400,
      'ValidationException',
    ],
    [
      'a value without a token',
      target('secretsmanager.CreateSecret'),
      '{"Name":"a","SecretString":"x"}',
      400,
      'InvalidRequestException',
    ],
    [
      'another content type',
      { ...target('secretsmanager.CreateSecret'), 'content-type': 'text/plain' },
      '{}',
      400,
      'SerializationException',
    ],
    ['half a target', target('secretsmanager'), '{}', 400, 'UnknownOperationException'],
    ['an unknown target', target('DynamoDB_20120810.ListTables'), '{}', 501, 'NotImplemented'],
    ['an unknown operation', target('secretsmanager.Frobnicate'), '{}', 501, 'NotImplemented'],
    [
      'an unknown key',
      target('secretsmanager.ListSecrets'),
      '{}',
      400,
      'UnrecognizedClientException',
      STRANGER,
    ],
  ])('%s, in JSON', async (_, headers, body, status, code, as: AwsCredentials | 'nobody' = root) => {
    const answer = await post(headers, body, { as });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ __type: code, Message: expect.any(String) });
    expect(answer.text).not.toContain('hunter2');
  });

  test('a request without a body', async () => {
    const answer = await post(FORM, '', { method: 'GET' });
    expect([answer.status, answer.text]).toEqual([
      400,
      expect.stringContaining('<Code>MissingAction</Code>'),
    ]);
  });

  test('every problem of a request at once', async () => {
    const answer = await post(FORM, query('UserName=a+b&Path=x&Tags.member.1.Value=v'));
    expect(answer.text).toContain('3 validation errors detected');
    expect(answer.text).toContain('tags.1.member.key');
  });

  test('list items count in the order of their numbers', async () => {
    const tags = 'Tags.member.10.Key=c&Tags.member.10.Value=&Tags.member.9.Key=b&Tags.member.9.Value=';
    const answer = await post(FORM, query(`UserName=tagged&${tags}`));
    expect(answer.text.indexOf('<Key>b</Key>')).toBeGreaterThan(0);
    expect(answer.text.indexOf('<Key>b</Key>')).toBeLessThan(answer.text.indexOf('<Key>c</Key>'));
  });
});

describe('the HTTP server', () => {
  test('takes a body of a mebibyte and refuses a larger one', async () => {
    const sized = (length: number): string => query('UserName=').padEnd(length, 'x');
    expect((await post(FORM, sized(2 ** 20))).text).toContain('ValidationError');
    const large = await post(FORM, sized(2 ** 20 + 1));
    expect([large.status, large.text]).toEqual([413, expect.stringContaining('RequestEntityTooLarge')]);
    expect((await post(FORM, sized(20 * 2 ** 20))).status).toBe(413);
  });

  test('survives clients that hang up in the middle or do not speak HTTP', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const half = httpRequest(server.url, { method: 'POST', headers: { ...FORM, 'content-length': 100 } });
      half.on('error', () => resolve());
      half.write('Action=');
      setTimeout(() => half.destroy(), 20);
    });
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\0\u0001 no HTTP\r\n\r\n'));
      socket.on('data', (data) => resolve(data.toString()));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await post(FORM, 'Action=ListUsers&Version=2010-05-08')).status).toBe(200);
  });

  test('listens on the loopback interface only and ends kept connections when it closes', async () => {
    const other = await cloud.listen();
    const { hostname, port } = new URL(other.url);
    expect(hostname).toBe('127.0.0.1');
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const body = 'Action=ListUsers&Version=2010-05-08';
    socket.write(
      `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${FORM['content-type']}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => socket.once('data', resolve));
    await other.close();
    await closed;
    await expect(fetch(other.url)).rejects.toThrow();
  });

  test('says so when its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(cloud.listen({ port })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' });
  });
});
