import * as iamSdk from '@aws-sdk/client-iam';
import * as smSdk from '@aws-sdk/client-secrets-manager';
import * as stsSdk from '@aws-sdk/client-sts';
import { principal } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { allowing, document, trusting } from '../test/ways.ts';
import { type Aws, type AwsOptions, createAws, type IssuedCredentials } from './index.ts';

const HOME = '111122223333';
const OTHER = '444455556666';
const ALICE = `arn:aws:iam::${HOME}:user/alice`;
const ROLE = `arn:aws:iam::${OTHER}:role/shared`;

interface Pair {
  readonly cloud: Aws;
  readonly alice: IssuedCredentials | undefined;
  readonly home: iamSdk.IAMClient;
  readonly other: iamSdk.IAMClient;
}

async function pair(options: AwsOptions = {}): Promise<Pair> {
  const cloud = createAws({ accounts: [OTHER], ...options });
  const home = new iamSdk.IAMClient(cloud.rootClientConfig());
  const other = new iamSdk.IAMClient(cloud.rootClientConfig({ account: OTHER }));
  await home.send(new iamSdk.CreateUserCommand({ UserName: 'alice' }));
  const { AccessKey } = await home.send(new iamSdk.CreateAccessKeyCommand({ UserName: 'alice' }));
  return { cloud, alice: AccessKey, home, other };
}

const letAlice = ({ home }: Pair, policy: string): Promise<unknown> =>
  home.send(new iamSdk.PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'p', PolicyDocument: policy }));
const share = ({ other }: Pair, trust: string): Promise<unknown> =>
  other.send(new iamSdk.CreateRoleCommand({ RoleName: 'shared', AssumeRolePolicyDocument: trust }));
const assume = ({ cloud, alice }: Pair): Promise<stsSdk.AssumeRoleCommandOutput> =>
  new stsSdk.STSClient(cloud.clientConfig(alice)).send(
    new stsSdk.AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'job' }),
  );

test('accounts share no names', async () => {
  const { cloud, other } = await pair();
  expect(cloud.accounts).toEqual([HOME, OTHER]);
  await other.send(new iamSdk.CreateUserCommand({ UserName: 'alice' }));
  const { Users } = await other.send(new iamSdk.ListUsersCommand({}));
  expect(Users?.map(({ Arn }) => Arn)).toEqual([`arn:aws:iam::${OTHER}:user/alice`]);
});

test('a role of another account takes both sides to be assumed', async () => {
  const both = await pair();
  await share(both, trusting(ALICE));
  await expect(assume(both)).rejects.toThrow(
    'because no identity-based policy allows the sts:AssumeRole action',
  );
  await letAlice(both, allowing('sts:AssumeRole', ROLE));
  const session = new stsSdk.STSClient(both.cloud.clientConfig((await assume(both)).Credentials));
  expect(await session.send(new stsSdk.GetCallerIdentityCommand({}))).toMatchObject({
    Account: OTHER,
    Arn: `arn:aws:sts::${OTHER}:assumed-role/shared/job`,
  });
  const closed = trusting(`arn:aws:iam::${OTHER}:root`);
  await both.other.send(
    new iamSdk.UpdateAssumeRolePolicyCommand({ RoleName: 'shared', PolicyDocument: closed }),
  );
  await expect(assume(both)).rejects.toThrow('because no role trust policy allows the sts:AssumeRole action');
});

test('a secret of another account is read by its ARN, if both sides allow it', async () => {
  const both = await pair();
  const owner = new smSdk.SecretsManagerClient(both.cloud.rootClientConfig({ account: OTHER }));
  const { ARN = '' } = await owner.send(new smSdk.CreateSecretCommand({ Name: 's', SecretString: 'x' }));
  const reader = new smSdk.SecretsManagerClient(both.cloud.clientConfig(both.alice));
  const read = (): Promise<smSdk.GetSecretValueCommandOutput> =>
    reader.send(new smSdk.GetSecretValueCommand({ SecretId: ARN }));
  await letAlice(both, allowing('secretsmanager:*', ARN));
  await expect(read()).rejects.toThrow('because no resource-based policy allows');
  const ResourcePolicy = document({
    Effect: 'Allow',
    Principal: { AWS: ALICE },
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
  });
  await owner.send(new smSdk.PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy }));
  expect((await read()).SecretString).toBe('x');
});

test('who is deleted is not trusted again under the same name', async () => {
  const both = await pair();
  await share(both, trusting(ALICE));
  await letAlice(both, allowing('*'));
  await assume(both);
  const trusted = async (): Promise<string> => {
    const { Role } = await both.other.send(new iamSdk.GetRoleCommand({ RoleName: 'shared' }));
    return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  };
  expect(await trusted()).toBe(trusting(ALICE));
  const { home } = both;
  const named = { UserName: 'alice' };
  await home.send(new iamSdk.DeleteUserPolicyCommand({ ...named, PolicyName: 'p' }));
  await home.send(new iamSdk.DeleteAccessKeyCommand({ ...named, AccessKeyId: both.alice?.AccessKeyId }));
  await home.send(new iamSdk.DeleteUserCommand(named));
  expect(await trusted()).toMatch(/"AWS":\["AIDA[A-Z0-9]+"\]/);
  await home.send(new iamSdk.CreateUserCommand(named));
  const { AccessKey } = await home.send(new iamSdk.CreateAccessKeyCommand(named));
  await letAlice(both, allowing('*'));
  await expect(assume({ ...both, alice: AccessKey })).rejects.toThrow('because no role trust policy allows');
  await share({ ...both, other: home }, trusting(ALICE));
});

test.each([`arn:aws:iam::${HOME}:role/absent`, 'AROAABSENTABSENTABSEN', `arn:aws:iam::${HOME}:user/ALICE`])(
  'a policy cannot name %s, who does not exist',
  async (name) => {
    await expect(share(await pair(), trusting(name))).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: `Invalid principal in policy: "AWS":"${name}"`,
    });
  },
);

const deny = (action: string): { Statement: object[] } => ({
  Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }],
});
const denyAll = (action: string): { Statement: object[] } => ({
  Statement: [{ Effect: 'Deny', Principal: '*', Action: action, Resource: '*' }],
});
const permit = (action: string): { Statement: object[] } => ({
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});

test('service control policies bind the accounts of every level, root users too, and not the management account', async () => {
  const ml = {
    scps: [permit('*'), deny('iam:CreateGroup')],
    accounts: { [OTHER]: { scps: [permit('iam:*')] } },
  };
  const { cloud, other, home } = await pair({
    organization: { management: HOME, scps: [permit('*'), deny('iam:CreateUser')], units: { ml } } as never,
  });
  const arn = `arn:aws:iam::${OTHER}:root`;
  const group = new iamSdk.CreateGroupCommand({ GroupName: 'g' });
  await expect(other.send(group)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: ${arn} is not authorized to perform: iam:CreateGroup on resource: arn:aws:iam::${OTHER}:group/g with an explicit deny in a service control policy`,
  });
  await expect(other.send(new iamSdk.CreateUserCommand({ UserName: 'u' }))).rejects.toThrow(
    'service control',
  );
  await other.send(new iamSdk.ListUsersCommand({}));
  const secrets = new smSdk.SecretsManagerClient(cloud.rootClientConfig({ account: OTHER }));
  await expect(secrets.send(new smSdk.ListSecretsCommand({}))).rejects.toThrow(
    'because no service control policy allows the secretsmanager:ListSecrets action',
  );
  await home.send(group);
});

test('resource control policies bind who comes from elsewhere', async () => {
  const rcps = [denyAll('sts:AssumeRole')];
  const both = await pair({ organization: { management: HOME, accounts: { [OTHER]: { rcps } } } as never });
  await share(both, trusting(ALICE));
  await letAlice(both, allowing('*'));
  await expect(assume(both)).rejects.toThrow('with an explicit deny in a resource control policy');
});

test('a service assumes the role that trusts it, and no other', async () => {
  const cloud = createAws();
  const iam = new iamSdk.IAMClient(cloud.rootClientConfig());
  const trust = document({
    Effect: 'Allow',
    Principal: { Service: 'sagemaker.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': HOME } },
  });
  await iam.send(new iamSdk.CreateRoleCommand({ RoleName: 'churn', AssumeRolePolicyDocument: trust }));
  const role = { name: 'churn' };
  const sts = new stsSdk.STSClient(await cloud.assume(role, { as: principal.services.sagemaker }));
  expect((await sts.send(new stsSdk.GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:sts::${HOME}:assumed-role/churn/test`,
  );
  await expect(cloud.assume(role, { as: principal.services.glue })).rejects.toMatchObject({
    code: 'ACCESS_DENIED',
    what: `User: glue.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${HOME}:role/churn because no role trust policy allows the sts:AssumeRole action`,
  });
  const elsewhere = { as: principal.services.sagemaker, context: { 'aws:SourceAccount': OTHER } };
  await expect(cloud.assume(role, elsewhere)).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  await expect(cloud.assume(role, { as: principal.user(ALICE) })).rejects.toMatchObject({
    code: 'NO_SUCH_PRINCIPAL',
  });
});

test('an account that is not there is an error that names those that are', () => {
  expect(() => createAws().rootClientConfig({ account: OTHER })).toThrow(
    expect.objectContaining({ code: 'NO_SUCH_ACCOUNT', hint: expect.stringContaining(HOME) }),
  );
});
