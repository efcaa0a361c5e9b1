import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { apply, diff, readAccount, stack } from '@leastwise/apply';
import { iam as iamService } from '@leastwise/aws/iam';
import { s3 as s3Service } from '@leastwise/aws/s3';
import { allow, anyAction, policy, principal, trustPolicy } from '@leastwise/policy';
import { sts as stsService } from '@leastwise/aws/sts';
import { delegatedAdmin, limitMfaAge, team } from '@leastwise/presets/iam';
import { guardRails } from '@leastwise/presets/organizations';
import { expect, test } from 'vitest';
import { enrol } from './authenticator.ts';
import { ACCOUNT, type Clients, denialOf, openStage, OTHER_ACCOUNT, type Stage, text } from './stage.ts';

const Bucket = 'my-ml-datasets';
const IAM = `arn:aws:iam::${ACCOUNT}`;
const ANA = `${IAM}:user/ana`;
const read = new s3.GetObjectCommand({ Bucket, Key: 'train/1.csv' });
const everything = policy(allow(anyAction).onAnyResource());

/** A team of two, brought into the account as it is, with the keys of both. */
async function withTeam(): Promise<Stage & { readonly ana: Clients; readonly ben: Clients }> {
  const stage = openStage();
  const root = stage.root();
  await root.s3.send(new s3.CreateBucketCommand({ Bucket }));
  await root.s3.send(new s3.PutObjectCommand({ Bucket, Key: 'train/1.csv', Body: '1' }));
  const works = policy(
    allow(s3Service.GetObject).on(s3Service.object(Bucket, '*')),
    allow(s3Service.DeleteObject).on(s3Service.object(Bucket, '*')),
    limitMfaAge({ actions: [s3Service.DeleteObject], maxAge: 3600 }),
  );
  const scientists = team({
    name: 'scientists',
    account: ACCOUNT,
    policies: [{ kind: 'managed-policy', name: 'works', document: works }],
    members: [
      { kind: 'user', name: 'ana' },
      { kind: 'user', name: 'ben' },
    ],
  });
  const desired = stack('people', { groups: [scientists] });
  await apply(diff(desired, await readAccount(root, { scope: desired })), root);
  const [ana, ben] = await Promise.all(
    ['ana', 'ben'].map(async (UserName) =>
      stage.as((await root.iam.send(new iam.CreateAccessKeyCommand({ UserName }))).AccessKey),
    ),
  );
  if (ana === undefined || ben === undefined) throw new Error('the team has two members');
  return { ...stage, ana, ben };
}

const withoutMfa = (action: string, resource: string): string =>
  `User: ${ANA} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in an identity-based policy: ${IAM}:policy/scientists-require-mfa`;

test('a member enrols a device, signs in with its code, and works from then on', async () => {
  const stage = await withTeam();
  const { ana } = stage;
  expect(await denialOf(ana.s3.send(read))).toBe(
    withoutMfa('s3:GetObject', `"arn:aws:s3:::${Bucket}/train/1.csv"`),
  );
  const ownKey = (): iam.CreateAccessKeyCommand => new iam.CreateAccessKeyCommand({ UserName: 'ana' });
  expect(await denialOf(ana.iam.send(ownKey()))).toBe(withoutMfa('iam:CreateAccessKey', ANA));

  const signIn = await enrol(stage, 'ana', stage.ana);
  expect(await denialOf(ana.s3.send(read))).toContain('with an explicit deny');
  const signedIn = await signIn();
  await signedIn.s3.send(read);
  await signedIn.iam.send(ownKey());
  const { MFADevices } = await signedIn.iam.send(new iam.ListMFADevicesCommand({ UserName: 'ana' }));
  expect(MFADevices?.map(({ SerialNumber }) => SerialNumber)).toEqual([`${IAM}:mfa/ana`]);
});

test('a member looks after nobody else, with MFA or without', async () => {
  const stage = await withTeam();
  const device = new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'ben' });
  expect(await denialOf(stage.ana.iam.send(device))).toBe(
    withoutMfa('iam:CreateVirtualMFADevice', `${IAM}:mfa/ben`),
  );
  const signedIn = await (await enrol(stage, 'ana', stage.ana))();
  for (const [action, request] of [
    ['iam:CreateVirtualMFADevice', signedIn.iam.send(device)],
    ['iam:CreateAccessKey', signedIn.iam.send(new iam.CreateAccessKeyCommand({ UserName: 'ben' }))],
    ['iam:ListMFADevices', signedIn.iam.send(new iam.ListMFADevicesCommand({ UserName: 'ben' }))],
    [
      'iam:AttachUserPolicy',
      signedIn.iam.send(
        new iam.AttachUserPolicyCommand({ UserName: 'ana', PolicyArn: `${IAM}:policy/works` }),
      ),
    ],
  ] as const)
    expect(await denialOf(request)).toContain(`because no identity-based policy allows the ${action} action`);
});

test('a member is rid of the device only when signed in with it', async () => {
  const stage = await withTeam();
  const signIn = await enrol(stage, 'ana', stage.ana);
  const SerialNumber = `${IAM}:mfa/ana`;
  const off = (): iam.DeactivateMFADeviceCommand =>
    new iam.DeactivateMFADeviceCommand({ UserName: 'ana', SerialNumber });
  expect(await denialOf(stage.ana.iam.send(off()))).toBe(withoutMfa('iam:DeactivateMFADevice', ANA));
  const signedIn = await signIn();
  await signedIn.iam.send(off());
  await signedIn.iam.send(new iam.DeleteVirtualMFADeviceCommand({ SerialNumber }));
});

test('a member changes the password that was given, when signed in with MFA', async () => {
  const stage = await withTeam();
  const [OldPassword, NewPassword] = ['Given-1234-given', 'Chosen-1234-chosen'];
  await stage.root().iam.send(new iam.CreateLoginProfileCommand({ UserName: 'ana', Password: OldPassword }));
  const change = (): iam.ChangePasswordCommand => new iam.ChangePasswordCommand({ OldPassword, NewPassword });
  expect(await denialOf(stage.ana.iam.send(change()))).toBe(withoutMfa('iam:ChangePassword', ANA));
  const signedIn = await (await enrol(stage, 'ana', stage.ana))();
  await signedIn.iam.send(change());
});

test('a sensitive action is open for an hour after MFA, and everything else stays open', async () => {
  const stage = await withTeam();
  const signedIn = await (await enrol(stage, 'ana', stage.ana))();
  const remove = (Key: string): s3.DeleteObjectCommand => new s3.DeleteObjectCommand({ Bucket, Key });
  stage.clock.advance(3600);
  await signedIn.s3.send(remove('train/2.csv'));
  stage.clock.advance(1);
  expect(await denialOf(signedIn.s3.send(remove('train/2.csv')))).toBe(
    `User: ${ANA} is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::${Bucket}/train/2.csv" with an explicit deny in an identity-based policy: ${IAM}:policy/works`,
  );
  await signedIn.s3.send(read);
});

test('a delegated administrator makes roles with the boundary, and no way leads around it', async () => {
  const stage = openStage();
  const { adminPolicy, boundary } = delegatedAdmin({
    account: ACCOUNT,
    path: '/ml/',
    boundaryName: 'ml-boundary',
    allows: [
      allow(s3Service.CreateBucket).on(s3Service.bucket('ml-*')),
      allow(iamService.all).onAnyResource(),
    ],
  });
  const root = stage.root();
  const PolicyArn = `${IAM}:policy/ml-boundary`;
  await root.iam.send(
    new iam.CreatePolicyCommand({ PolicyName: boundary.name, PolicyDocument: text(boundary.document) }),
  );
  await root.iam.send(
    new iam.CreateRoleCommand({ RoleName: 'payroll', AssumeRolePolicyDocument: trusting(`${IAM}:root`) }),
  );
  const { iam: admin } = await stage.user('ml-admin', [adminPolicy]);
  const create = (more: object): Promise<unknown> =>
    admin.send(
      new iam.CreateRoleCommand({
        RoleName: 'training',
        Path: '/ml/',
        AssumeRolePolicyDocument: trusting(`${IAM}:user/ana`),
        ...more,
      }),
    );
  const none = (action: string, on: string): string =>
    `User: ${IAM}:user/ml-admin is not authorized to perform: iam:${action} on resource: ${on} because no identity-based policy allows the iam:${action} action`;
  const ROLE = `${IAM}:role/ml/training`;
  const ana = await stage.user('ana', []);
  expect(await denialOf(create({}))).toBe(none('CreateRole', ROLE));
  expect(await denialOf(create({ PermissionsBoundary: `${IAM}:policy/other` }))).toBe(
    none('CreateRole', ROLE),
  );
  expect(await denialOf(create({ Path: '/', PermissionsBoundary: PolicyArn }))).toBe(
    none('CreateRole', `${IAM}:role/training`),
  );
  await create({ PermissionsBoundary: PolicyArn });
  const give = new iam.PutRolePolicyCommand({
    RoleName: 'training',
    PolicyName: 'everything',
    PolicyDocument: text(everything),
  });
  await admin.send(give);
  const version = { PolicyArn, PolicyDocument: text(everything), SetAsDefault: true };
  expect(await denialOf(admin.send(new iam.CreatePolicyVersionCommand(version)))).toBe(
    none('CreatePolicyVersion', PolicyArn),
  );
  const takeOff = new iam.DeleteRolePermissionsBoundaryCommand({ RoleName: 'training' });
  expect(await denialOf(admin.send(takeOff))).toBe(none('DeleteRolePermissionsBoundary', ROLE));

  const { Credentials } = await ana.sts.send(
    new sts.AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'job' }),
  );
  const job = stage.as(Credentials);
  await job.s3.send(new s3.CreateBucketCommand({ Bucket: 'ml-scratch' }));
  expect(await denialOf(job.s3.send(new s3.CreateBucketCommand({ Bucket: 'payroll' })))).toContain(
    'because no permissions boundary allows the s3:CreateBucket action',
  );
  for (const request of [
    takeOff,
    new iam.CreatePolicyVersionCommand(version),
    new iam.CreateRoleCommand({
      RoleName: 'free',
      Path: '/ml/',
      AssumeRolePolicyDocument: trusting(`${IAM}:root`),
    }),
    new iam.PutRolePolicyCommand({ ...give.input, RoleName: 'payroll' }),
    new iam.CreateAccessKeyCommand({ UserName: 'ml-admin' }),
  ])
    expect(await denialOf(job.iam.send(request as iam.CreateRoleCommand))).toContain(
      `with an explicit deny in a permissions boundary: ${PolicyArn}`,
    );
});

test('guard rails hold a member account, its root user too, but for the guard', async () => {
  const toAdmin = trustPolicy(
    allow(stsService.AssumeRole).to(principal.user('arn:aws:iam::111122223333:user/admin')),
  );
  const before = openStage();
  const admin = await before.user('admin', [everything]);
  await before.role({ kind: 'role', name: 'guard', trust: toAdmin, permissions: everything });
  // The guard rails come when the account is there: they would keep its root user from making anyone.
  const rails = guardRails({ regions: ['us-east-1'], guards: ['guard'] });
  const stage = openStage({
    snapshot: before.cloud.snapshot({ unsafeWithSecrets: true }),
    organization: {
      management: OTHER_ACCOUNT,
      units: { ml: { scps: [everything, rails], accounts: { [ACCOUNT]: {} } } },
    },
  });
  const keys = await admin.iam.config.credentials();
  const by = stage.as(keys);
  const bySCP = async (
    who: string,
    action: string,
    resource: string,
    request: Promise<unknown>,
  ): Promise<void> =>
    expect(await denialOf(request)).toBe(
      `User: ${IAM}:${who} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a service control policy`,
    );
  const attach = new iam.AttachUserPolicyCommand({ UserName: 'admin', PolicyArn: `${IAM}:policy/works` });
  const leave = new iam.DeleteRolePolicyCommand({ RoleName: 'guard', PolicyName: 'p' });
  const away = new s3.S3Client({ ...stage.cloud.clientConfig(keys), region: 'eu-west-1' });
  await bySCP('root', 'iam:ListUsers', '*', stage.root().iam.send(new iam.ListUsersCommand({})));
  await bySCP('user/admin', 'iam:AttachUserPolicy', `${IAM}:user/admin`, by.iam.send(attach));
  await bySCP('user/admin', 'iam:DeleteRolePolicy', `${IAM}:role/guard`, by.iam.send(leave));
  await bySCP(
    'user/admin',
    's3:CreateBucket',
    `"arn:aws:s3:::${Bucket}"`,
    away.send(new s3.CreateBucketCommand({ Bucket })),
  );
  await by.s3.send(new s3.CreateBucketCommand({ Bucket }));
  const RoleArn = `${IAM}:role/guard`;
  const session = await by.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'guard' }));
  await stage.as(session.Credentials).iam.send(leave);
});

function trusting(arn: string): string {
  const Statement = { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
