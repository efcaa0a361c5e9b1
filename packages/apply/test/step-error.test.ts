import { expect, test } from 'vitest';
import {
  apply,
  type AuditEntry,
  diff,
  type DiffOptions,
  managedPolicy,
  oidcProvider,
  planFromAudit,
  role,
  stack,
  type StackContents,
  type StepError,
  user,
} from '../src/index.ts';
import { openCloud, refusal, swiftClock } from './cloud.ts';
import { reading, SAGEMAKER } from './documents.ts';

/** What a run says and writes down where one operation is refused. */
async function refusedAt(operation: string, before: StackContents, after: StackContents, how?: DiffOptions) {
  const cloud = openCloud();
  await cloud.bring(stack('team', before));
  const desired = stack('team', after);
  const plan = diff(desired, await cloud.read(desired), how);
  cloud.interfere = (each, answer) =>
    each === operation ? Promise.resolve(refusal(400, 'InvalidInput', 'no')) : answer();
  const audit: string[] = [];
  const options = { iam: cloud.iam, clock: swiftClock(), audit: (line: string) => void audit.push(line) };
  const error = await apply(plan, options).then(
    () => undefined,
    (thrown: unknown) => thrown as StepError,
  );
  const entries = audit.map((line) => JSON.parse(line) as AuditEntry);
  const failed = entries.find((entry) => entry.type === 'step' && entry.outcome === 'failed');
  return { error, failed };
}

const IAM = 'arn:aws:iam::111122223333';
const moved = { before: { users: [user('ada')] }, after: { users: [user('ada', { path: '/ml/' })] } };

test.each<[string, string, StackContents, StackContents, DiffOptions?]>([
  ['CreateRole', 'role/ml/r', {}, { roles: [role('r', { trust: SAGEMAKER, path: '/ml/' })] }],
  ['PutRolePolicy', 'role/ml/r', {}, { roles: [role('r', { trust: SAGEMAKER, path: '/ml/', inline: { a: reading('a') } })] }],
  ['CreatePolicyVersion', 'policy/p', { policies: [managedPolicy('p', reading('a'))] }, { policies: [managedPolicy('p', reading('b'))] }],
  ['UpdateUser', 'user/ada', moved.before, moved.after],
  ['PutUserPolicy', 'user/ml/ada', moved.before, { users: [user('ada', { path: '/ml/', inline: { a: reading('a') } })] }],
  ['PutUserPolicy', 'user/lovelace', moved.before, { users: [user('lovelace', { inline: { a: reading('a') } })] }, { renames: { 'user/ada': 'lovelace' } }],
  ['CreateRole', 'role/b/r', { roles: [role('r', { trust: SAGEMAKER, path: '/a/' })] }, { roles: [role('r', { trust: SAGEMAKER, path: '/b/' })] }, { replace: ['role/r'] }],
  ['DeleteRole', 'role/a/r', { roles: [role('r', { trust: SAGEMAKER, path: '/a/' })] }, { roles: [role('r', { trust: SAGEMAKER, path: '/b/' })] }, { replace: ['role/r'] }],
  ['CreateOpenIDConnectProvider', 'oidc-provider/ci.example.com', {}, { oidcProviders: [oidcProvider('https://ci.example.com', { clientIds: ['a'] })] }],
  ['CreateAccountAlias', 'root', {}, { alias: 'team-one' }],
])('an error of %s names %s, and so does the audit log', async (operation, resource, ...stacks) => {
  const arn = `${IAM}:${resource}`;
  const { error, failed } = await refusedAt(operation, ...stacks);
  expect(error).toMatchObject({ code: 'AWS_REFUSED', arn });
  expect(error?.message).toContain(`failed at \`${arn}\``);
  expect(failed).toMatchObject({ step: error?.path, error: 'AWS_REFUSED', arn });
}); // prettier-ignore

test('an audit log begins with its plan also where the account was asked for first', async () => {
  const cloud = openCloud();
  const desired = stack('team', { users: [user('ada')] });
  const plan = diff(desired, await cloud.read(desired));
  const log: string[] = [];
  await apply(plan, { ...cloud, clock: swiftClock(), audit: (line) => log.push(line) });
  expect(planFromAudit(log.join('\n'))).toEqual(plan);
});
