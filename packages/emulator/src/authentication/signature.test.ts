import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presigned, signed, type Unsigned } from '../../test/signing.ts';
import { manualClock } from '../../test/ways.ts';
import { type AwsServer, createAws } from '../index.ts';

const NOW = Date.parse('2026-03-04T05:06:07Z');
const cloud = createAws({ signingClock: manualClock(NOW) });
const root = cloud.rootClientConfig().credentials;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const IDENTITY = 'Action=GetCallerIdentity&Version=2011-06-15';

let server: AwsServer;
beforeAll(async () => {
  server = await cloud.listen();
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly text: string;
}

const call = (more: Partial<Unsigned> = {}): Unsigned => ({
  url: `${server.url}/`,
  service: 'sts',
  headers: FORM,
  body: IDENTITY,
  date: new Date(NOW),
  ...more,
});

/** Sends a request; `host` is what fetch makes it. */
async function send(
  { host: _, ...headers }: Record<string, string>,
  body: string,
  url = server.url,
): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

async function get(url: string): Promise<Answer> {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}

const refused = (code: string, message = ''): object => ({
  status: 403,
  text: expect.stringMatching(new RegExp(`<Code>${code}</Code><Message>[^<]*${message}`)),
});

describe('a signature in headers', () => {
  test('passes, and passes again within its time, as in AWS', async () => {
    const headers = await signed(root, call());
    for (let i = 0; i < 2; i++) expect(await send(headers, IDENTITY)).toMatchObject({ status: 200 });
  });

  test.each([
    ['a secret', { ...{ secretAccessKey: 'wrong' } }],
    ['another secret of the same length', { secretAccessKey: 'x'.repeat(40) }],
  ])('does not pass with the wrong one: %s', async (_, wrong) => {
    const headers = await signed({ ...root, ...wrong }, call());
    expect(await send(headers, IDENTITY)).toMatchObject(refused('SignatureDoesNotMatch', 'does not match'));
  });

  test('covers the body, the query and every header of AWS', async () => {
    const headers = await signed(root, call());
    const mismatch = refused('SignatureDoesNotMatch');
    expect(await send(headers, `${IDENTITY}&x=1`)).toMatchObject(mismatch);
    expect(await send(headers, IDENTITY, `${server.url}/?x=1`)).toMatchObject(mismatch);
    expect(await send({ ...headers, 'content-type': `${FORM['content-type']};x` }, IDENTITY)).toMatchObject(
      mismatch,
    );
    expect(await send({ ...headers, 'x-amz-added': '1' }, IDENTITY)).toMatchObject(
      refused('SignatureDoesNotMatch', 'not signed: x-amz-added'),
    );
    const unsigned = { ...FORM, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect(await send(await signed(root, call({ headers: unsigned })), IDENTITY)).toMatchObject(mismatch);
  });

  test('is of this service and of its own day', async () => {
    expect(await send(await signed(root, call({ service: 'iam' })), IDENTITY)).toMatchObject(
      refused(
        'SignatureDoesNotMatch',
        'scoped to correct service: &apos;sts|scoped to correct service: .sts',
      ),
    );
    const headers = await signed(root, call());
    const authorization = headers['authorization']?.replace('/20260304/', '/20260303/') ?? '';
    expect(await send({ ...headers, authorization }, IDENTITY)).toMatchObject(
      refused('SignatureDoesNotMatch', 'Date in Credential scope'),
    );
  });

  test.each([
    [-15 * 60_000, 200, ''],
    [-15 * 60_000 - 1000, 403, 'Signature expired: 20260304T045106Z is now earlier than 20260304T045107Z'],
    [15 * 60_000, 200, ''],
    [15 * 60_000 + 1000, 403, 'Signature not yet current'],
  ])('may be %i ms off: %i', async (off, status, message) => {
    const answer = await send(await signed(root, call({ date: new Date(NOW + off) })), IDENTITY);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
  });

  test('needs no token for a long-term key, and takes none', async () => {
    const headers = await signed({ ...root, sessionToken: 'x' }, call());
    expect(await send(headers, IDENTITY)).toMatchObject(refused('InvalidClientTokenId'));
  });

  test('that is half is no signature', async () => {
    const { authorization = '', ...headers } = await signed(root, call());
    for (const broken of [
      '',
      'AWS4-HMAC-SHA256',
      authorization.replace('AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1'),
      authorization.replace(/, Signature=.*/, ''),
      authorization.replace(/SignedHeaders=[^,]*, /, ''),
      authorization.replace('host;', ''),
      authorization.replace('/aws4_request', ''),
    ]) {
      const answer = await send({ ...headers, authorization: broken }, IDENTITY);
      expect([broken, answer.status, answer.text]).toEqual([
        broken,
        403,
        expect.stringMatching(/<Code>(IncompleteSignature|MissingAuthenticationToken)</),
      ]);
    }
    const { 'x-amz-date': _, ...dateless } = headers;
    expect(await send({ ...dateless, authorization }, IDENTITY)).toMatchObject(
      refused('IncompleteSignature'),
    );
  });
});

describe('a presigned address', () => {
  const address = (more: Partial<Unsigned> = {}): Unsigned => {
    const { body: _, ...rest } = call({
      method: 'GET',
      headers: {},
      url: `${server.url}/?${IDENTITY}`,
      ...more,
    });
    return rest;
  };

  test('passes until it expires', async () => {
    expect(await get(await presigned(root, address(), 60))).toMatchObject({
      status: 200,
      text: expect.stringContaining(':root</Arn>'),
    });
    const old = address({ date: new Date(NOW - 60_000) });
    expect((await get(await presigned(root, old, 60))).status).toBe(200);
    const older = address({ date: new Date(NOW - 61_000) });
    expect(await get(await presigned(root, older, 60))).toMatchObject(
      refused('SignatureDoesNotMatch', 'Signature expired'),
    );
  });

  test('cannot be changed or held for longer', async () => {
    const url = await presigned(root, address(), 60);
    expect(await get(url.replace('GetCallerIdentity', 'GetSessionToken'))).toMatchObject(
      refused('SignatureDoesNotMatch'),
    );
    expect(await get(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'))).toMatchObject(
      refused('SignatureDoesNotMatch'),
    );
    expect(await get(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801'))).toMatchObject(
      refused('IncompleteSignature'),
    );
    expect(await get(`${url}&X-Amz-Date=20260304T050607Z`)).toMatchObject(refused('IncompleteSignature'));
  });
});

describe('whatever comes', () => {
  const wild = fc.string({ unit: 'binary', maxLength: 60 });
  const header = fc.stringMatching(/^[ -~]{0,80}$/);

  test('nothing is carried out without a signature that holds, and there is always an answer', async () => {
    const good = await signed(root, call());
    const requests = fc.record({
      body: fc.oneof(
        wild,
        fc.constant(IDENTITY),
        wild.map((text) => `${IDENTITY}&${text}`),
      ),
      path: fc.constantFrom(
        '/',
        '//',
        '/../',
        '/%2e%2e/%00',
        '/?Action=CreateUser',
        '/a/b?%zz',
        '/?X-Amz-Algorithm=x',
      ),
      headers: fc.record(
        {
          'content-type': fc.constantFrom(FORM['content-type'], 'application/x-amz-json-1.1', 'text/xml'),
          authorization: fc.oneof(
            header,
            fc.nat(200).map((at) => good['authorization']?.slice(0, at) ?? ''),
            header.map(
              (text) =>
                `AWS4-HMAC-SHA256 Credential=${root.accessKeyId}/20260304/us-east-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=${text}`,
            ),
          ),
          'x-amz-date': fc.oneof(fc.constant('20260304T050607Z'), header),
          'x-amz-security-token': header,
          'x-amz-target': fc.oneof(fc.constant('secretsmanager.ListSecrets'), header),
        },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ body, path, headers }) => {
        const answer = await send(headers, body, server.url + path);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).not.toBe(500);
        expect(answer.text).toMatch(/<Code>\w+<\/Code>|"__type":"\w+"/);
      }),
      { numRuns: 300 },
    );
  });

  test('one changed character of a signature or of what it covers is refused', async () => {
    const headers = await signed(root, call());
    const { authorization = '' } = headers;
    const changed = fc
      .tuple(fc.nat(authorization.length - 1), fc.constantFrom('0', 'a', 'Z', '/'))
      .filter(([at, to]) => authorization.charAt(at).trim() !== '' && authorization.charAt(at) !== to);
    await fc.assert(
      fc.asyncProperty(changed, async ([at, to]) => {
        const broken = authorization.slice(0, at) + to + authorization.slice(at + 1);
        const { status } = await send({ ...headers, authorization: broken }, IDENTITY);
        expect(status).toBe(403);
      }),
      { numRuns: 100 },
    );
  });
});
