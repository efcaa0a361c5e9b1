import * as iamSdk from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@leastwise/core';
import { type Aws, type AwsOptions, createAws } from '@leastwise/emulator';
import type { PolicyDocument, RoleDefinition } from '@leastwise/policy';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const AT = { region: 'us-east-1', account: ACCOUNT } as const;

/** The real SDK clients of one identity. */
export interface Clients {
  readonly iam: iamSdk.IAMClient;
  readonly sts: STSClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
}

/** A clock that stands until it is told to move. */
export interface StandingClock extends Clock {
  advance(seconds: number): void;
}

/** An emulated AWS of two accounts. */
export interface Stage {
  readonly cloud: Aws;
  readonly clock: StandingClock;
  root(account?: string): Clients;
  as(credentials: Parameters<Aws['clientConfig']>[0]): Clients;
  /** Makes a user with inline policies and a long-term key. */
  user(name: string, policies: readonly PolicyDocument[], account?: string): Promise<Clients>;
  /** Makes a role with its permissions. */
  role(role: RoleDefinition, account?: string): Promise<string>;
}

export function openStage(options: AwsOptions = {}): Stage {
  const clock = standingClock();
  const accounts = options.organization === undefined ? { accounts: [OTHER_ACCOUNT] } : {};
  const cloud = createAws({ clock, ...accounts, ...options });
  const clientsOf = (config: ReturnType<Aws['clientConfig']>): Clients => ({
    iam: new iamSdk.IAMClient(config),
    sts: new STSClient(config),
    s3: new S3Client(config),
    secretsManager: new SecretsManagerClient(config),
  });
  const root = (account: string = ACCOUNT): Clients => clientsOf(cloud.rootClientConfig({ account }));
  const as: Stage['as'] = (credentials) => clientsOf(cloud.clientConfig(credentials));
  return {
    cloud,
    clock,
    root,
    as,
    user: async (UserName, policies, account) => {
      const { iam } = root(account);
      await iam.send(new iamSdk.CreateUserCommand({ UserName }));
      for (const [i, document] of policies.entries())
        await iam.send(
          new iamSdk.PutUserPolicyCommand({ UserName, PolicyName: `p${i}`, PolicyDocument: text(document) }),
        );
      return as((await iam.send(new iamSdk.CreateAccessKeyCommand({ UserName }))).AccessKey);
    },
    role: async ({ name: RoleName, trust, permissions }, account) => {
      const { iam } = root(account);
      const made = await iam.send(
        new iamSdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: text(trust) }),
      );
      if (permissions !== undefined)
        await iam.send(
          new iamSdk.PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: text(permissions) }),
        );
      return made.Role?.Arn ?? '';
    },
  };
}

export function text(document: PolicyDocument): string {
  return JSON.stringify(document);
}

/** Why a request was denied, in the endpoint's words; fails where it was not. */
export async function denialOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Error && /^AccessDenied/.test(error.name)) return error.message;
    throw error;
  }
  throw new Error('the request was not denied');
}

function standingClock(): StandingClock {
  let now = Date.parse('2026-01-02T03:04:05Z');
  return {
    now: () => now,
    sleep: async (milliseconds) => void (now += milliseconds),
    advance: (seconds) => void (now += seconds * 1000),
  };
}
