import type { TestClock } from './clock.ts';

export const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/aml-packt-AbCdEf';
export const USER = 'AML@Packt';
export const USER_ARN = 'arn:aws:iam::111122223333:user/teams/ml/AML@Packt';
/** What every secret access key of a test begins with, so that a leak is found by looking for this. */
export const CANARY = 'CANARY';

export interface Key {
  readonly secret: string;
  status: string;
  readonly createdAt: number;
  usedAt?: number;
}

export interface Version {
  readonly value: string;
  readonly labels: Set<string>;
  readonly createdAt: number;
}

/** A user with keys, perhaps others beside them, and a secret with versions, as IAM and Secrets Manager keep them, and nothing of how they are spoken to. */
export interface Account {
  readonly clock: TestClock;
  /** The keys of the user {@link USER}. */
  readonly keys: Map<string, Key>;
  /** The keys of every user, by name. */
  readonly users: Map<string, Map<string, Key>>;
  /** The console password of {@link USER}, and those before it. */
  readonly passwords: string[];
  /** The tokens that another service accepts. */
  readonly tokens: Set<string>;
  readonly versions: Map<string, Version>;
  replicas: { Region: string; Status: string; StatusMessage?: string }[];
  deletedAt: number | undefined;
  /** How many keys a page of the list holds. */
  pageSize: number;
  /** Makes a key as its user would, whatever made it. */
  addKey(user?: string): { id: string; secret: string };
  /** Stores a version as somebody would who edits the secret. */
  addVersion(id: string, value: string, labels: readonly string[]): void;
  holderOf(label: string): string | undefined;
}

export function createAccount(clock: TestClock): Account {
  const keys: Account['keys'] = new Map();
  const versions: Account['versions'] = new Map();
  let made = 0;
  const account: Account = {
    clock,
    keys,
    users: new Map([[USER, keys]]),
    passwords: [],
    tokens: new Set(),
    versions,
    replicas: [],
    deletedAt: undefined,
    pageSize: 100,
    addKey: (user = USER) => {
      const id = `AKIA${String(++made).padStart(16, '0')}`;
      const secret = `${CANARY}${String(made).padStart(34, '0')}`;
      // IAM dates keys in whole seconds.
      const theirs = account.users.get(user) ?? keys;
      theirs.set(id, { secret, status: 'Active', createdAt: Math.floor(clock.now() / 1_000) * 1_000 });
      return { id, secret };
    },
    addVersion: (id, value, labels) => {
      versions.set(id, { value, labels: new Set(), createdAt: clock.now() });
      // Secrets Manager makes the first version current, whatever it is asked.
      const all = versions.size === 1 ? new Set([...labels, 'AWSCURRENT']) : labels;
      for (const label of all) moveLabel(account, label, id);
    },
    holderOf: (label) => {
      for (const [id, { labels }] of versions) if (labels.has(label)) return id;
      return undefined;
    },
  };
  return account;
}

/** Puts a label on one version, off whatever had it. */
export function moveLabel(account: Account, label: string, to: string | undefined): void {
  const from = account.holderOf(label);
  if (from === to) return;
  if (from !== undefined) account.versions.get(from)?.labels.delete(label);
  if (to !== undefined) account.versions.get(to)?.labels.add(label);
  if (label === 'AWSCURRENT' && from !== undefined) moveLabel(account, 'AWSPREVIOUS', from);
}

/** The key id and secret that a version holds; undefined where it holds no key. */
export function keyIn(
  account: Account,
  versionId: string | undefined,
): { id: string; secret: string } | undefined {
  const value = versionId === undefined ? undefined : account.versions.get(versionId)?.value;
  if (value?.startsWith('{') !== true) return undefined;
  // The boundary to JSON; whatever is no key has no such members.
  const { AccessKeyId, SecretAccessKey } = JSON.parse(value) as Record<string, unknown>;
  return typeof AccessKeyId === 'string' && typeof SecretAccessKey === 'string'
    ? { id: AccessKeyId, secret: SecretAccessKey }
    : undefined;
}
