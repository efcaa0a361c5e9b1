import { IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '@leastwise/core';
import { afterEach, describe } from 'vitest';
import {
  type Aws,
  type AwsCredentials,
  type AwsOptions,
  createAws,
  type IssuedCredentials,
} from '../src/index.ts';

/** A clock that stands until it is told to move. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

/** The real SDK clients of one identity. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly secretsManager: SecretsManagerClient;
}

export interface Setup extends Clients {
  readonly cloud: Aws;
  readonly clock: ManualClock;
  /** Clients that use other credentials. */
  as(credentials: IssuedCredentials | undefined): Clients;
}

export const START = Date.parse('2026-01-02T03:04:05Z');

export function manualClock(start: number = START): ManualClock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds) => void (now += milliseconds),
    advance: (milliseconds) => void (now += milliseconds),
  };
}

/** Describes the same behaviour twice: for clients in the emulator's process, and for clients that reach it over HTTP. */
export function describeEachWay(
  title: string,
  body: (setUp: (options?: AwsOptions) => Promise<Setup>) => void,
): void {
  for (const way of ['in-process', 'over HTTP'] as const) {
    describe(`${title}, ${way}`, () => {
      const endings: (() => Promise<void> | void)[] = [];
      afterEach(async () => {
        for (const end of endings.splice(0).reverse()) await end();
      });
      body(async (options) => {
        const clock = manualClock();
        const cloud = createAws({ clock, ...options });
        const server = way === 'over HTTP' ? await cloud.listen() : undefined;
        if (server) endings.push(() => server.close());
        const clientsFor = (credentials: AwsCredentials): Clients => {
          const config = {
            ...(server
              ? { region: cloud.rootClientConfig().region, credentials, endpoint: server.url }
              : cloud.clientConfig(credentials)),
            maxAttempts: 1,
          };
          const clients = {
            iam: new IAMClient(config),
            sts: new STSClient(config),
            secretsManager: new SecretsManagerClient(config),
          };
          endings.push(() => Object.values(clients).forEach((client) => client.destroy()));
          return clients;
        };
        const root = cloud.rootClientConfig().credentials;
        return {
          cloud,
          clock,
          ...clientsFor(root),
          as: (credentials) => clientsFor(cloud.clientConfig(credentials).credentials),
        };
      });
    });
  }
}

export const PERMISSIONS =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';

export const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"glue.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

/** A policy that allows these actions on everything, or on a resource. */
export function allowing(
  actions: string | readonly string[],
  resource: string = '*',
  more: object = {},
): string {
  return document({ Effect: 'Allow', Action: actions, Resource: resource, ...more });
}

/** A policy that denies these actions on everything. */
export function denying(actions: string | readonly string[], more: object = {}): string {
  return document({ Effect: 'Deny', Action: actions, Resource: '*', ...more });
}

/** A trust policy for these ARNs, users, roles or accounts. */
export function trusting(...principals: readonly string[]): string {
  const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
  return document({ Effect: 'Allow', Principal: { AWS: principals }, Action });
}

export function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Lets a user do everything. */
export async function allowAll(iam: IAMClient, UserName: string): Promise<void> {
  const input = { UserName, PolicyName: 'all', PolicyDocument: allowing('*') };
  await iam.send(new PutUserPolicyCommand(input));
}
