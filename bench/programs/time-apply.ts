/*
 * Counts and times planning and applying on the embedded endpoint, in one process.
 */
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import {
  type Account,
  apply,
  diff,
  noBroadening,
  noNewPassRole,
  project,
  readAccount,
  smoothTransition,
  type Stack,
} from '@leastwise/apply';
import { createAws } from '@leastwise/emulator';
import { compareByWitness, transitionWitness } from '@leastwise/evaluate';
import { team } from './team.ts';

const EMPTY: Account = {
  ...{ id: '111122223333', partition: 'aws', policies: [], roles: [], users: [], groups: [] },
  ...{ instanceProfiles: [], oidcProviders: [], samlProviders: [], quotas: {}, notices: [] },
};

const calls: Record<string, number> = {};
let [planMs, diffMs, createCallsPerRole, idleWrites] = [0, 0, 0, 0];
for (const count of [10, 100, 1_000]) {
  const config = createAws().rootClientConfig();
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  const desired = team(count);
  const { requests } = await apply(diff(desired, EMPTY), { iam });
  // One call makes the policy that all share.
  createCallsPerRole = (requests - 1) / count;
  const tagging = new ResourceGroupsTaggingAPIClient(config);
  calls[count] = 0;
  const started = performance.now();
  const account = await readAccount(
    { iam, sts, tagging },
    {
      scope: desired,
      onEvent: ({ type }) => void (calls[count] = (calls[count] ?? 0) + (type === 'call' ? 1 : 0)),
    },
  );
  const read = performance.now();
  const plan = diff(desired, account);
  diffMs = performance.now() - read;
  planMs = performance.now() - started;
  idleWrites = (await apply(plan, { iam, sts })).requests;
}

/** An account that holds what a stack says, without an endpoint. */
const holding = (desired: Stack): Account => project(EMPTY, diff(desired, EMPTY).steps);

const guards = [noBroadening(compareByWitness), smoothTransition(transitionWitness), noNewPassRole()];
const existing = holding(team(1_000));
// Nothing is waited for, so time on the processor is what it takes, whatever else the machine does.
const guardedFrom = process.cpuUsage();
const watched = diff(team(1_000, 'changed'), existing, { guards });
const guardedMs = process.cpuUsage(guardedFrom).user / 1_000;
if (watched.steps.length !== 2_000) throw new Error('not every role changes');

globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const large = { desired: team(10_000, 'changed'), account: holding(team(10_000)) };
const plan = diff(large.desired, large.account);
globalThis.gc?.();
const heapMiB = (process.memoryUsage().heapUsed - before) / 1024 ** 2;
// Looked at last, so that all of it is still held when the heap is measured.
if (plan.steps.length !== 20_000 || large.account.roles.length !== 10_000)
  throw new Error('not every role changes');
console.log(JSON.stringify({ calls, planMs, diffMs, guardedMs, createCallsPerRole, idleWrites, heapMiB }));
