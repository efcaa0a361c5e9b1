import type { AccountAccess } from './iam/access-state.ts';
import type { InstanceProfile, MfaDevice, OidcProvider, SamlProvider } from './iam/entity-state.ts';
import type { LoginProfile, PasswordPolicy } from './iam/password-state.ts';
import type { ResourcePolicy } from './resource-policy.ts';
import type { Bucket } from './s3/bucket-state.ts';
import type { Replica, Rotation } from './secrets-manager/secret-state.ts';
import type { Session } from './sts/session-state.ts';

// The state is plain data: maps, arrays, strings and numbers; every time is in milliseconds since 1970. Names in IAM are not
// distinguished by case, so entities are kept under their lower-case names.

/** Everything that the emulated AWS remembers. */
export interface Cloud {
  readonly accounts: Map<string, Account>;
  /** By access key id, across accounts, because the key of a request is all that says whose it is. */
  readonly accessKeys: Map<string, AccessKey>;
  readonly sessions: Map<string, Session>;
  /** The policies that AWS manages, by ARN, as far as they were given. */
  readonly awsPolicies: Map<string, ManagedPolicy>;
  /** By name, which no two accounts can have. */
  readonly buckets: Map<string, Bucket>;
}

export interface Account {
  readonly id: string;
  readonly created: number;
  readonly rootAccessKeyIds: string[];
  /** Whether the root's credentials are refused. */
  rootLocked: boolean;
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly roles: Map<string, Role>;
  readonly policies: Map<string, ManagedPolicy>;
  readonly instanceProfiles: Map<string, InstanceProfile>;
  /** By ARN. */
  readonly oidcProviders: Map<string, OidcProvider>;
  /** By ARN. */
  readonly samlProviders: Map<string, SamlProvider>;
  /** By serial number, which is their ARN. */
  readonly mfaDevices: Map<string, MfaDevice>;
  /** Why a service-linked role could not be deleted, by deletion task; absent where it could. */
  readonly deletionTasks: Map<string, string | undefined>;
  alias: string | undefined;
  passwordPolicy: PasswordPolicy | undefined;
  readonly access: AccountAccess;
  /** Its place in an organisation, where it has one. */
  controls: Controls | undefined;
  /** By region, then by name. */
  readonly secrets: Map<string, Map<string, StoredSecret>>;
}

/** Policies of an organisation that bear on an account, by level from the root down to the account. */
export interface Controls {
  readonly organization: string;
  /** `o-.../r-.../ou-.../`, as aws:PrincipalOrgPaths has it. */
  readonly path: string;
  /** Absent for the management account, which they do not bind. */
  readonly scps: readonly (readonly string[])[] | undefined;
  readonly rcps: readonly (readonly string[])[] | undefined;
}

export interface Entity {
  name: string;
  readonly id: string;
  arn: string;
  path: string;
  readonly created: number;
}

/** What carries policies: a user, a group or a role. */
export interface PolicyHolder extends Entity {
  /** ARNs of managed policies, in the order of attachment. */
  readonly attached: string[];
  /** Documents by policy name. */
  readonly inline: Map<string, string>;
}

/** By lower-case key. */
export type Tags = Map<string, { readonly Key: string; readonly Value: string }>;

export interface User extends PolicyHolder {
  readonly tags: Tags;
  boundary: string | undefined;
  readonly groupIds: string[];
  readonly accessKeyIds: string[];
  loginProfile: LoginProfile | undefined;
}

export type Group = PolicyHolder;

export interface Role extends PolicyHolder {
  readonly tags: Tags;
  boundary: string | undefined;
  trust: ResourcePolicy;
  description: string | undefined;
  /** In seconds. */
  maxSessionDuration: number;
  lastUsed: { readonly at: number; readonly region: string } | undefined;
}

export interface ManagedPolicy extends Entity {
  readonly description: string | undefined;
  readonly tags: Tags;
  updated: number;
  /** Oldest first. */
  readonly versions: PolicyVersion[];
  defaultVersion: string;
  /** Numbers are never used twice. */
  lastVersion: number;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly created: number;
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly accountId: string;
  /** The unique id of the user; the account's id for its root. */
  readonly ownerId: string;
  active: boolean;
  readonly created: number;
  lastUsed: { readonly at: number; readonly region: string; readonly service: string } | undefined;
}

export interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  changed: number;
  accessed: number | undefined;
  description: string | undefined;
  kmsKeyId: string | undefined;
  type: string | undefined;
  readonly tags: Map<string, string>;
  policy: ResourcePolicy | undefined;
  rotation: Rotation | undefined;
  /** Its copies by region. */
  readonly replicas: Map<string, Replica>;
  /** Of a copy, where the secret is. */
  readonly primaryRegion: string | undefined;
  /** When it will be gone, if it is to be. */
  deletes: { readonly at: number; readonly requested: number } | undefined;
  /** By version id, oldest first. */
  readonly versions: Map<string, SecretVersion>;
}

export interface SecretVersion {
  readonly id: string;
  readonly created: number;
  accessed: number | undefined;
  /** Both are absent from a version that a rotation function has yet to fill. */
  text: string | undefined;
  binary: Uint8Array | undefined;
  /** Staging labels; a version without one is deprecated. */
  readonly stages: string[];
}

export function createCloud(): Cloud {
  return {
    accounts: new Map(),
    accessKeys: new Map(),
    sessions: new Map(),
    awsPolicies: new Map(),
    buckets: new Map(),
  };
}

export function addAccount(cloud: Cloud, id: string, now: number): Account {
  const account: Account = {
    id,
    created: now,
    rootAccessKeyIds: [],
    rootLocked: false,
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    instanceProfiles: new Map(),
    oidcProviders: new Map(),
    samlProviders: new Map(),
    mfaDevices: new Map(),
    deletionTasks: new Map(),
    alias: undefined,
    passwordPolicy: undefined,
    access: { uses: new Map(), jobs: new Map(), report: undefined },
    controls: undefined,
    secrets: new Map(),
  };
  cloud.accounts.set(id, account);
  return account;
}
