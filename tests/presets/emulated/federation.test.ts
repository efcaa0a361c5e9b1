import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { iam as iamService } from '@leastwise/aws/iam';
import { sts as stsService } from '@leastwise/aws/sts';
import { allow, policy, principal, trustPolicy } from '@leastwise/policy';
import { permissionSetRole, podRole, samlRole } from '@leastwise/presets/federation';
import { chainedRole, crossAccountRole } from '@leastwise/presets/iam';
import { dataPerimeter } from '@leastwise/presets/organizations';
import { readOnlyDataSet } from '@leastwise/presets/s3';
import { eks } from '@leastwise/aws/eks';
import { expect, test } from 'vitest';
import { createSamlIdp } from '../../../packages/emulator/test/identity-provider.ts';
import { Bucket, get, withData } from './data-set.ts';
import { ACCOUNT, AT, type Clients, denialOf, openStage, OTHER_ACCOUNT, type Stage, text } from './stage.ts';

const permissions = readOnlyDataSet({ bucket: Bucket, prefix: 'train/' });
const read = get('train/1.csv');

test('another company assumes its role with the external id alone, and by its own policy', async () => {
  const stage = openStage();
  await withData(stage);
  const { role, callerPolicy } = crossAccountRole({
    name: 'partner',
    ...AT,
    trustedAccount: OTHER_ACCOUNT,
    externalId: 'acme-42',
    permissions,
  });
  const RoleArn = await stage.role(role);
  const importer = await stage.user('importer', [callerPolicy], OTHER_ACCOUNT);
  const assume = (by: Clients, ExternalId?: string): Promise<sts.AssumeRoleCommandOutput> =>
    by.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'import', ExternalId }));
  const session = stage.as((await assume(importer, 'acme-42')).Credentials);
  await session.s3.send(read);
  const denied = `User: arn:aws:iam::${OTHER_ACCOUNT}:user/importer is not authorized to perform: sts:AssumeRole on resource: ${RoleArn} because no role trust policy allows the sts:AssumeRole action`;
  expect(await denialOf(assume(importer, 'acme-43'))).toBe(denied);
  expect(await denialOf(assume(importer))).toBe(denied);
  const intern = await stage.user('intern', [], OTHER_ACCOUNT);
  expect(await denialOf(assume(intern, 'acme-42'))).toContain(
    'because no identity-based policy allows the sts:AssumeRole action',
  );
});

test('a chain hands the source identity and the tags on, and is not begun without them', async () => {
  const stage = openStage();
  await withData(stage);
  const from = iamService.role('entry', { account: OTHER_ACCOUNT });
  const { role, callerPolicy } = chainedRole({ name: 'next', ...AT, from, tagKeys: ['team'], permissions });
  const trust = trustPolicy(
    allow(stsService.AssumeRole, stsService.SetSourceIdentity, stsService.TagSession).to(
      principal.account(OTHER_ACCOUNT),
    ),
  );
  const entry = await stage.role(
    { kind: 'role', name: 'entry', trust, permissions: callerPolicy },
    OTHER_ACCOUNT,
  );
  const next = await stage.role(role);
  const enters = policy(
    allow(stsService.AssumeRole, stsService.SetSourceIdentity, stsService.TagSession).on(from),
  );
  const ana = await stage.user('ana', [enters], OTHER_ACCOUNT);
  const first = async (more: object): Promise<Clients> => {
    const command = new sts.AssumeRoleCommand({ RoleArn: entry, RoleSessionName: 'first', ...more });
    return stage.as((await ana.sts.send(command)).Credentials);
  };
  const second = (by: Clients, more: object = {}): Promise<sts.AssumeRoleCommandOutput> =>
    by.sts.send(new sts.AssumeRoleCommand({ RoleArn: next, RoleSessionName: 'second', ...more }));
  const tags = { Tags: [{ Key: 'team', Value: 'churn' }], TransitiveTagKeys: ['team'] };

  const known = await first({ SourceIdentity: 'ana', ...tags });
  const chained = await second(known);
  expect(chained.SourceIdentity).toBe('ana');
  await stage.as(chained.Credentials).s3.send(read);

  const untrusted = (action: string): string =>
    `User: arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/entry/first is not authorized to perform: sts:${action} on resource: ${next} because no role trust policy allows the sts:${action} action`;
  expect(await denialOf(second(await first(tags)))).toBe(untrusted('AssumeRole'));
  expect(await denialOf(second(await first({ SourceIdentity: 'ana' })))).toBe(untrusted('AssumeRole'));
  const more = { Tags: [{ Key: 'admin', Value: 'yes' }] };
  expect(await denialOf(second(known, more))).toBe(untrusted('TagSession'));
});

test('people whom a SAML provider signs in come by the pages that the role is for', async () => {
  const stage = openStage();
  await withData(stage);
  const RoleArn = await stage.role(
    samlRole({ name: 'analysts', ...AT, region: 'eu-west-1', samlProvider: 'acme', permissions }),
  );
  const PrincipalArn = `arn:aws:iam::${ACCOUNT}:saml-provider/acme`;
  const idp = createSamlIdp(stage.clock.now(), RoleArn, PrincipalArn);
  const root = stage.root();
  await root.iam.send(
    new iam.CreateSAMLProviderCommand({ Name: 'acme', SAMLMetadataDocument: idp.metadata }),
  );
  const signIn = (edit: (assertion: string) => string): Promise<sts.AssumeRoleWithSAMLResponse> => {
    const SAMLAssertion = idp.respond((assertion) => edit(assertion.replace(TAG, '')));
    return root.sts.send(new sts.AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion }));
  };
  const at = (page: string) => (assertion: string) =>
    assertion.replace('https://signin.aws.amazon.com/saml', `https://${page}/saml`);
  for (const page of ['signin.aws.amazon.com', 'eu-west-1.signin.aws.amazon.com']) {
    const { Credentials } = await signIn(at(page));
    await stage.as(Credentials).s3.send(read);
  }
  expect(await denialOf(signIn(at('us-west-2.signin.aws.amazon.com')))).toBe(
    'Not authorized to perform sts:AssumeRoleWithSAML',
  );
});

/** What the provider says of the person's team, which the role's trust does not let it say. */
const TAG = /<Attribute Name="[^"]*PrincipalTag:team">.*?<\/Attribute>/;

test('who has the permission set goes on to its role, from the role that Identity Center made', async () => {
  const stage = openStage();
  await withData(stage);
  const { role, callerPolicy } = permissionSetRole({
    ...{ name: 'scientist', ...AT, permissionSet: 'Scientist', identityCenterRegion: 'eu-west-1' },
    permissions,
  });
  const RoleArn = await stage.role(role);
  const provider = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE';
  const PrincipalArn = `arn:aws:iam::${ACCOUNT}:saml-provider/${provider}`;
  const trust = trustPolicy(
    allow(stsService.AssumeRoleWithSAML, stsService.TagSession).to(
      principal.saml(provider, { account: ACCOUNT }),
    ),
  );
  const { iam: root, sts: anyone } = stage.root();
  const idp = createSamlIdp(stage.clock.now(), 'ROLE', PrincipalArn);
  await root.send(new iam.CreateSAMLProviderCommand({ Name: provider, SAMLMetadataDocument: idp.metadata }));
  const signInTo = async (RoleName: string, Path: string): Promise<Clients> => {
    const made = await root.send(
      new iam.CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: text(trust) }),
    );
    const inline = { RoleName, PolicyName: 'AwsSSOInlinePolicy', PolicyDocument: text(callerPolicy) };
    await root.send(new iam.PutRolePolicyCommand(inline));
    const arn = made.Role?.Arn ?? '';
    const SAMLAssertion = idp.respond((assertion) => assertion.replace('ROLE', arn));
    const signIn = new sts.AssumeRoleWithSAMLCommand({ RoleArn: arn, PrincipalArn, SAMLAssertion });
    return stage.as((await anyone.send(signIn)).Credentials);
  };
  const goOn = (by: Clients): Promise<sts.AssumeRoleCommandOutput> =>
    by.sts.send(new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'ann' }));

  const reserved = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
  const scientist = await signInTo('AWSReservedSSO_Scientist_0123456789abcdef', reserved);
  expect(await denialOf(scientist.s3.send(read))).toContain('because no identity-based policy allows');
  await stage.as((await goOn(scientist)).Credentials).s3.send(read);
  for (const [name, path] of [
    ['AWSReservedSSO_Scientist_Lead_0123456789abcdef', reserved],
    ['AWSReservedSSO_Analyst_0123456789abcdef', reserved],
    ['AWSReservedSSO_Scientist_fedcba9876543210', '/'],
  ] as const)
    expect(await denialOf(goOn(await signInTo(name, path)))).toBe(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/${name}/ann@example.com is not authorized to perform: sts:AssumeRole on resource: ${RoleArn} because no role trust policy allows the sts:AssumeRole action`,
    );
});

test('a data perimeter holds where the policy of a bucket lets everyone in', async () => {
  const stage = openStage({
    accounts: ['777788889999', '999900001111'],
    organization: {
      management: OTHER_ACCOUNT,
      rcps: [dataPerimeter({ organizationId: 'o-leastwise0', partners: ['777788889999'] })],
      accounts: { [ACCOUNT]: {} },
    },
  });
  await withData(stage);
  const root = stage.root().s3;
  await root.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  });
  await root.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  await stage.root(OTHER_ACCOUNT).s3.send(read);
  await stage.root('777788889999').s3.send(read);
  expect(await denialOf(stage.root('999900001111').s3.send(read))).toBe('Access Denied');
});

test('a pod’s role is assumed by EKS for its own service account', async () => {
  const stage = openStage();
  await withData(stage);
  const cluster = eks.cluster('ml', AT);
  const trainer = podRole({
    name: 'trainer',
    ...AT,
    cluster,
    namespace: 'ml',
    serviceAccount: 'trainer',
    permissions,
  });
  await stage.role(trainer);
  const tagged = (serviceAccount: string): ReturnType<Stage['cloud']['assume']> =>
    stage.cloud.assume(trainer, {
      as: principal.services.podsEks,
      context: {
        'aws:RequestTag/eks-cluster-arn': cluster,
        'aws:RequestTag/kubernetes-namespace': 'ml',
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    });
  await new s3.S3Client(await tagged('trainer')).send(read);
  await expect(tagged('default')).rejects.toMatchObject({
    code: 'ACCESS_DENIED',
    what: `User: pods.eks.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${ACCOUNT}:role/trainer because no role trust policy allows the sts:AssumeRole action`,
  });
});
