import { CreateAccessKeyCommand, DeleteAccessKeyCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import { iam as actions } from '@leastwise/aws/iam';
import { awsErrorName, checkParameter, LeastwiseError, type Secret, secret } from '@leastwise/core';
import { allow, aws, type IdentityStatement } from '@leastwise/policy';
import { checkUser } from '../access-key.ts';
import type { KeyCredentials } from '../context.ts';
import { MANAGED, type Place } from '../place.ts';
import { deleteKeyCall } from '../requests.ts';
import type {
  Announced,
  Existing,
  Members,
  Obstacle,
  Strategy,
  StrategyTools,
} from '../strategy/strategy.ts';
import { proveUserKey } from './prove-user-key.ts';
import { isNeverUsed, keysOf, unknownKey } from './user-keys.ts';

/** What {@link alternatingAccessKeys} takes. */
export interface AlternatingAccessKeysOptions {
  /** The names of two IAM users with the same rights, without path. Nobody else makes keys for them. */
  readonly users: readonly [string, string];
  readonly iam: IAMClient;
  /** Makes a client that acts with the key under test; it must not log its credentials. */
  readonly stsFor: (credentials: KeyCredentials) => STSClient;
}

/** What the secret holds. */
export interface UserAccessKey {
  readonly UserName: string;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
}

/**
 * Access keys of two IAM users who take turns: each rotation makes a key for the one whose key is not current, and the other one's stays until the
 * rotation after. A user's previous key is deleted right before their next one is created; a key that is not in the secret stops the rotation.
 *
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
 *
 * @throws LeastwiseError `MALFORMED_USER`, `ROOT_KEY`, `SAME_USER`; in a run `USER_NOT_FOUND`, `UNKNOWN_KEY`, `NOT_A_KEY`, `FOREIGN_KEY`,
 * and `NOT_VERIFIED` where STS does not take the key for the user's.
 *
 * @example
 * ```ts no-run
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { STSClient } from '@aws-sdk/client-sts';
 * import { alternatingAccessKeys, managedSecret } from '@leastwise/rotate';
 *
 * const strategy = alternatingAccessKeys({
 *   users: ['training-a', 'training-b'],
 *   iam: new IAMClient(),
 *   stsFor: (credentials) => new STSClient({ credentials }),
 * });
 * const target = managedSecret({ secret: 'ml/training', strategy, every: '60d', grace: '2d' });
 * ```
 */
export function alternatingAccessKeys(options: AlternatingAccessKeysOptions): Strategy<UserAccessKey> {
  checkParameter('options', options, { users: 'list', iam: 'client', stsFor: 'function' });
  const { users: names, iam, stsFor } = options;
  const users = [checkUser(names[0]), checkUser(names[1])] as const;
  if (isSame(users[0], users[1])) throw sameUser(users[0]);
  return Object.freeze({
    name: 'alternating access keys',
    overlap: 'alternating',
    read: (members) => readUserKey(members, users),
    check: async (values, tools) => obstacleIn(await whoseTurn({ users, iam, tools }, values)),
    mint: (values, tools) => createKey({ users, iam, tools }, values),
    // A key works from its creation on.
    set: () => Promise.resolve(),
    test: (key, tools) => proveUserKey({ iam, stsFor }, key.reveal(), tools),
    creates: Object.freeze({
      discard: (key, tools) => deleteKey({ iam, tools }, key.reveal()),
      reclaim: (announced, tools) => reclaimKeys({ users, iam, tools }, announced),
    }),
    permissions: (place) => permissionsFor(users, place),
    planned: Object.freeze({
      mint: async (values, tools) => {
        const { UserName, theirs } = await whoseTurn({ users, iam, tools }, values);
        const create = { service: 'IAM', operation: 'CreateAccessKey', input: { UserName } };
        return [...theirs.map((id) => deleteKeyCall({ user: UserName }, id)), create];
      },
      set: () => Promise.resolve([]),
      reclaim: async (announced, tools) => {
        const { UserName, ids } = await lostKeys({ users, iam, tools }, announced);
        return ids.map((id) => deleteKeyCall({ user: UserName }, id));
      },
    }),
  } satisfies Strategy<UserAccessKey>);
}

interface Work {
  readonly users: readonly [string, string];
  readonly iam: IAMClient;
  readonly tools: StrategyTools;
}

/** The user who gets the next key, the keys that they have, and one of either user that the secret does not hold. */
interface Turn {
  readonly UserName: string;
  readonly theirs: readonly string[];
  readonly unknown?: { readonly user: string; readonly id: string };
}

async function whoseTurn({ users, iam, tools }: Work, values: Existing<UserAccessKey>): Promise<Turn> {
  const current = values.current?.reveal();
  const UserName = turnAfter(users, current?.UserName);
  const known = values.known.map((key) => key.reveal().AccessKeyId);
  const keys: { user: string; id: string }[] = [];
  for (const user of users) {
    for (const { id } of await keysOf(iam, user, tools)) keys.push({ user, id });
  }
  const theirs = keys.filter(({ user }) => user === UserName).map(({ id }) => id);
  if (current && theirs.includes(current.AccessKeyId)) throw foreignKey(current.UserName);
  const unknown = keys.find(({ id }) => !known.includes(id));
  return { UserName, theirs, ...(unknown ? { unknown } : {}) };
}

function obstacleIn({ unknown }: Turn): Obstacle | undefined {
  if (!unknown) return undefined;
  const { what: reason, hint } = unknownKey(unknown.user, unknown.id);
  return { reason, remedy: { what: hint ?? '', call: deleteKeyCall(unknown, unknown.id) } };
}

/** INVARIANT: deletes nothing but the previous key of the user whose turn it is, and asks for a key once. */
async function createKey(work: Work, values: Existing<UserAccessKey>): Promise<Secret<UserAccessKey>> {
  const { iam, tools } = work;
  const { UserName, theirs, unknown } = await whoseTurn(work, values);
  if (unknown) throw unknownKey(unknown.user, unknown.id);
  for (const AccessKeyId of theirs) await deleteKey({ iam, tools }, { UserName, AccessKeyId });
  const { AccessKey } = await tools.caller.create(iam, new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId, SecretAccessKey } = AccessKey ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) throw noAnswer();
  return secret({ UserName, AccessKeyId, SecretAccessKey });
}

function turnAfter([first, second]: readonly [string, string], current: string | undefined): string {
  return current !== undefined && isSame(current, first) ? second : first;
}

async function deleteKey(
  { iam, tools }: Omit<Work, 'users'>,
  { UserName, AccessKeyId }: Pick<UserAccessKey, 'UserName' | 'AccessKeyId'>,
): Promise<void> {
  const command = new DeleteAccessKeyCommand({ UserName, AccessKeyId });
  await tools.caller.write(iam, command).catch((error: unknown) => {
    if (awsErrorName(error) !== 'NoSuchEntity') throw error;
  });
}

/** A key that a cut-off run made has a date right after its announcement, is in no version, is the only such one, and was never used. */
async function lostKeys(
  { users, iam, tools }: Work,
  { base, known, from, until }: Announced<UserAccessKey>,
): Promise<{ UserName: string; ids: readonly string[] }> {
  const UserName = turnAfter(users, base?.reveal().UserName);
  const stored = known.map((key) => key.reveal().AccessKeyId);
  const unknown = (await keysOf(iam, UserName, tools)).filter(({ id }) => !stored.includes(id));
  const [lost] = unknown;
  const isOurs =
    lost !== undefined && unknown.length === 1 && lost.createdAt >= from && lost.createdAt <= until;
  return { UserName, ids: isOurs && (await isNeverUsed(iam, lost.id, tools)) ? [lost.id] : [] };
}

async function reclaimKeys(work: Work, announced: Announced<UserAccessKey>): Promise<void> {
  const { UserName, ids } = await lostKeys(work, announced);
  for (const AccessKeyId of ids) await deleteKey(work, { UserName, AccessKeyId });
}

function permissionsFor(
  [first, second]: readonly [string, string],
  { account, region, userPath = '/', tag = MANAGED }: Place,
): readonly IdentityStatement[] {
  const place = actions.at({ account, region });
  const path = userPath.slice(1);
  return [
    allow(
      actions.GetUser,
      actions.ListAccessKeys,
      actions.GetAccessKeyLastUsed,
      actions.CreateAccessKey,
      actions.DeleteAccessKey,
    )
      .on(place.user(`${path}${first}`), place.user(`${path}${second}`))
      .when(aws.resourceTag(tag.key).equals(tag.value)),
  ];
}

function readUserKey(
  { UserName, AccessKeyId, SecretAccessKey }: Members,
  users: readonly [string, string],
): UserAccessKey {
  if (typeof UserName !== 'string' || typeof SecretAccessKey !== 'string' || SecretAccessKey === '')
    throw notAKey();
  if (typeof AccessKeyId !== 'string' || !/^\w{16,128}$/.test(AccessKeyId)) throw notAKey();
  const user = users.find((name) => isSame(name, UserName));
  if (user === undefined) throw foreignKey(UserName);
  return { UserName: user, AccessKeyId, SecretAccessKey };
}

/** IAM does not distinguish names by case. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function sameUser(user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'SAME_USER',
    what: `\`${user}\` is both of the users who take turns`,
    path: '$.users[1]',
    hint: 'name two users with the same rights; for one user with two keys there is `accessKey`',
  });
}

function notAKey(): LeastwiseError {
  return new LeastwiseError({
    code: 'NOT_A_KEY',
    what: 'the secret does not hold the access key of a named user',
    path: '$.UserName',
    hint: 'its value has the texts UserName, AccessKeyId and SecretAccessKey; an empty secret will do',
  });
}

function foreignKey(user: string): LeastwiseError {
  return new LeastwiseError({
    code: 'FOREIGN_KEY',
    what: `the key in the secret is not of the user it is said to be of, or \`${user}\` does not take turns`,
    path: '$.UserName',
    hint: 'name the two users whose keys it holds, or another secret',
  });
}

function noAnswer(): LeastwiseError {
  return new LeastwiseError({
    code: 'OUTCOME_UNKNOWN',
    what: 'the answer to CreateAccessKey held no key',
    path: 'IAM.CreateAccessKey',
    hint: 'rotate again: what was created is found by reading',
  });
}
