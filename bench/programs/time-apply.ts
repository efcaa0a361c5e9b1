/*
 * Counts and times planning and applying on the embedded endpoint, in one process. A role here has an inline policy and two
 * managed policies of its own, one of them its permissions.
 */
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import {
  type Account,
  apply,
  diff,
  managedPolicy,
  project,
  readAccount,
  role,
  type Stack,
  stack,
} from '@leastwise/apply';
import { createAws } from '@leastwise/emulator';
import { reading, SAGEMAKER } from '../../packages/apply/test/documents.ts';

const shared = managedPolicy('shared', reading('shared'));

function team(count: number): Stack {
  return stack('team', {
    roles: Array.from({ length: count }, (_, i) =>
      role(`role-${i}`, {
        trust: SAGEMAKER,
        permissions: reading(`data-${i}`),
        policies: [shared],
        inline: { own: reading(`logs-${i}`) },
      }),
    ),
  });
}

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

globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const large = team(10_000);
const plan = diff(large, project(EMPTY, []));
globalThis.gc?.();
const heapMiB = (process.memoryUsage().heapUsed - before) / 1024 ** 2;
if (plan.steps.length === 0) throw new Error('the large plan is empty');
console.log(JSON.stringify({ calls, planMs, diffMs, createCallsPerRole, idleWrites, heapMiB }));
