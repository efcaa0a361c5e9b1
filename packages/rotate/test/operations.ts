import { type Account, ARN, type Key, keyIn, moveLabel, USER, USER_ARN } from './account.ts';
import { refusal } from './refusal.ts';

/** A request, as far as the account looks at it. */
export interface Request {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The access key id that signed it; absent for the rotator's own. */
  readonly sender?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

type Operation = (
  account: Account,
  input: Readonly<Record<string, unknown>>,
  sender: Request['sender'],
) => unknown;

/** Carries a request out, or throws what AWS would answer. */
export function carryOut(account: Account, { operation, input, sender }: Request): unknown {
  const handle = OPERATIONS[operation];
  if (!handle) throw new Error(`the test account does not know ${operation}`);
  return handle(account, input, sender);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeSecret: ({ versions, deletedAt, replicas }) => {
    const VersionIdsToStages: Record<string, string[]> = {};
    for (const [id, { labels }] of versions) if (labels.size > 0) VersionIdsToStages[id] = [...labels];
    const DeletedDate = deletedAt === undefined ? undefined : new Date(deletedAt);
    return { ARN, VersionIdsToStages, ReplicationStatus: replicas, DeletedDate };
  },
  GetSecretValue: (account, { VersionId }) => {
    mustExist(account);
    const version = account.versions.get(String(VersionId));
    if (!version) throw refusal('ResourceNotFoundException');
    return { SecretString: version.value, CreatedDate: new Date(version.createdAt) };
  },
  PutSecretValue: (account, { ClientRequestToken, SecretString, VersionStages }) => {
    mustExist(account);
    const id = String(ClientRequestToken);
    const existing = account.versions.get(id);
    if (existing && existing.value !== SecretString) throw refusal('ResourceExistsException');
    // The boundary to the SDK's input.
    if (!existing) account.addVersion(id, String(SecretString), VersionStages as string[]);
    return {};
  },
  UpdateSecretVersionStage: (account, { VersionStage, ...move }) => {
    mustExist(account);
    // The boundary to the SDK's input.
    const { MoveToVersionId: to, RemoveFromVersionId: from } = move as Record<string, string | undefined>;
    const label = String(VersionStage);
    const holder = account.holderOf(label);
    const moves = holder !== undefined && holder !== to;
    if ((moves && holder !== from) || (from !== undefined && holder !== from)) {
      throw refusal('InvalidParameterException');
    }
    if (to !== undefined && !account.versions.has(to)) throw refusal('ResourceNotFoundException');
    moveLabel(account, label, to);
    return {};
  },
  ListAccessKeys: (account, { UserName, Marker }) => {
    const { pageSize } = account;
    const keys = keysOf(account, UserName);
    const from = Marker === undefined ? 0 : Number(Marker);
    const page = [...keys].slice(from, from + pageSize);
    const AccessKeyMetadata = page.map(([AccessKeyId, { status, createdAt }]) => ({
      AccessKeyId,
      Status: status,
      CreateDate: new Date(createdAt),
    }));
    const IsTruncated = from + pageSize < keys.size;
    return { AccessKeyMetadata, IsTruncated, ...(IsTruncated ? { Marker: String(from + pageSize) } : {}) };
  },
  CreateAccessKey: (account, { UserName }) => {
    if (keysOf(account, UserName).size >= 2) throw refusal('LimitExceeded');
    const { id, secret } = account.addKey(typeof UserName === 'string' ? UserName : USER);
    return { AccessKey: { AccessKeyId: id, SecretAccessKey: secret } };
  },
  UpdateAccessKey: ({ keys }, { AccessKeyId, Status }) => {
    const key = keys.get(String(AccessKeyId));
    if (!key) throw refusal('NoSuchEntity');
    key.status = String(Status);
    return {};
  },
  DeleteAccessKey: (account, { UserName, AccessKeyId }) => {
    if (!keysOf(account, UserName).delete(String(AccessKeyId))) throw refusal('NoSuchEntity');
    return {};
  },
  GetAccessKeyLastUsed: (account, { AccessKeyId }) => {
    const usedAt = find(account, String(AccessKeyId))?.key.usedAt;
    const never = { ServiceName: 'N/A', Region: 'N/A' };
    const used = { LastUsedDate: new Date(usedAt ?? 0), ServiceName: 's3', Region: 'eu-west-1' };
    return { AccessKeyLastUsed: usedAt === undefined ? never : used };
  },
  GetCallerIdentity: (account, _, sender) => {
    const found = find(account, sender?.accessKeyId ?? '');
    if (found?.key.status !== 'Active') throw refusal('InvalidClientTokenId');
    if (found.key.secret !== sender?.secretAccessKey) throw refusal('SignatureDoesNotMatch');
    return { Arn: arnOf(found.user) };
  },
  GetUser: (account, { UserName }) => {
    keysOf(account, UserName);
    return { User: { Arn: arnOf(String(UserName)) } };
  },
  GetAccountPasswordPolicy: () => ({
    PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, PasswordReusePrevention: 5 },
  }),
  GetLoginProfile: ({ passwords }) => {
    if (passwords.length === 0) throw refusal('NoSuchEntity');
    return { LoginProfile: {} };
  },
  CreateLoginProfile: ({ passwords }, { Password }) => {
    if (passwords.length > 0) throw refusal('EntityAlreadyExists');
    passwords.push(String(Password));
    return {};
  },
  UpdateLoginProfile: ({ passwords }, { Password }) => {
    if (passwords.length === 0) throw refusal('NoSuchEntity');
    if (passwords.includes(String(Password))) throw refusal('PasswordPolicyViolation');
    passwords.push(String(Password));
    return {};
  },
  SetToken: ({ tokens }, { token, alone }) => {
    if (alone === true) tokens.clear();
    tokens.add(String(token));
    return {};
  },
  TestToken: ({ tokens }, { token }) => {
    if (!tokens.has(String(token))) throw refusal('NoSuchToken');
    return {};
  },
  RetireToken: ({ tokens }, { token }) => {
    tokens.delete(String(token));
    return {};
  },
};

function keysOf({ keys, users }: Account, user: unknown): Map<string, Key> {
  const theirs = typeof user === 'string' ? users.get(user) : keys;
  if (!theirs) throw refusal('NoSuchEntity');
  return theirs;
}

function find({ users }: Account, id: string): { user: string; key: Key } | undefined {
  for (const [user, keys] of users) {
    const key = keys.get(id);
    if (key) return { user, key };
  }
  return undefined;
}

function arnOf(user: string): string {
  return user === USER ? USER_ARN : `arn:aws:iam::111122223333:user/${user}`;
}

function mustExist({ deletedAt }: Account): void {
  if (deletedAt !== undefined) throw refusal('InvalidRequestException');
}

/** What a consumer that reads the secret now would work with. */
export function currentKey(account: Account): { id: string; secret: string } | undefined {
  return keyIn(account, account.holderOf('AWSCURRENT'));
}
