import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  CreateUserCommand,
  MalformedPolicyDocumentException,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { StatementJson } from '@leastwise/policy';
import fc from 'fast-check';
import type { Cloud } from './cloud.ts';
import { identity, SAGEMAKER, trust } from './documents.ts';
import { statement, trusting } from './odd-documents.ts';

/** What somebody made in the console, or with another tool. */
export interface ByHand {
  readonly policies: readonly {
    readonly versions: readonly StatementJson[][];
    readonly description: string;
  }[];
  readonly roles: readonly {
    readonly trust: StatementJson;
    readonly inline: StatementJson[];
    readonly path: string;
  }[];
  readonly people: readonly { readonly inline: StatementJson[]; readonly keys: boolean }[];
}

const statements = fc.array(statement, { minLength: 1, maxLength: 2 });

export const byHand: fc.Arbitrary<ByHand> = fc.record({
  policies: fc.array(
    fc.record({
      versions: fc.array(statements, { minLength: 1, maxLength: 3 }),
      description: fc.constantFrom('', 'Ana, for `${x}`\\'),
    }),
    { minLength: 3, maxLength: 5 },
  ),
  roles: fc.array(
    fc.record({ trust: trusting, inline: statements, path: fc.constantFrom('/', '/service-role/', '/a/b/') }),
    { minLength: 3, maxLength: 5 },
  ),
  people: fc.array(fc.record({ inline: statements, keys: fc.boolean() }), { minLength: 1, maxLength: 2 }),
});

/** What no stack may take, because services of AWS made it. */
export const RESERVED = ['AWSReservedSSO_Admin_0123456789abcdef', 'AWSServiceRoleForAutoScaling'];

/** Makes it, as far as IAM takes the documents. */
export async function fill(cloud: Cloud, { policies, roles, people }: ByHand): Promise<void> {
  const { iam } = cloud;
  await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'autoscaling.amazonaws.com' }));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'AWSReservedSSO_Admin_0123456789abcdef',
      Path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
      AssumeRolePolicyDocument: JSON.stringify(SAGEMAKER),
    }),
  );
  for (const [i, each] of policies.entries()) await ifTaken(() => makePolicy(cloud, `made+${i}`, each));
  for (const [i, each] of roles.entries()) await ifTaken(() => makeRole(cloud, `made,${i}`, each));
  for (const [i, each] of people.entries()) await makePerson(cloud, `made=${i}@example.com`, each);
}

async function ifTaken(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!(error instanceof MalformedPolicyDocumentException)) throw error;
  }
}

async function makePolicy(
  { iam }: Cloud,
  PolicyName: string,
  { versions, description }: ByHand['policies'][number],
): Promise<void> {
  const [first = [], ...later] = versions.map((each) => JSON.stringify(identity(...each)));
  const more = description === '' ? {} : { Description: description };
  const Tags = [{ Key: 'cost centre', Value: 'Ana + Bo' }];
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName, Path: '/by/hand/', PolicyDocument: String(first), Tags, ...more }),
  );
  const PolicyArn = Policy?.Arn;
  for (const [i, PolicyDocument] of later.entries())
    await ifTaken(() =>
      iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: i % 2 === 0 })),
    );
}

async function makeRole(
  { iam }: Cloud,
  RoleName: string,
  { trust: statement, inline, path: Path }: ByHand['roles'][number],
): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify(trust(statement));
  const settings = { Description: 'made in the console', MaxSessionDuration: 7_200 };
  await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument, ...settings }));
  const PolicyArn = (
    await iam.send(new CreatePolicyCommand({ PolicyName: `${RoleName}-own`, PolicyDocument: PLAIN }))
  ).Policy?.Arn;
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const profile = { InstanceProfileName: RoleName };
  await iam.send(new CreateInstanceProfileCommand({ ...profile, Path }));
  await iam.send(new AddRoleToInstanceProfileCommand({ ...profile, RoleName }));
  const PolicyDocument = JSON.stringify(identity(...inline));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'in=line', PolicyDocument }));
}

const PLAIN = JSON.stringify(identity({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }));

async function makePerson(
  { iam }: Cloud,
  UserName: string,
  { inline, keys }: ByHand['people'][number],
): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName, Path: '/people/' }));
  const limit = await iam.send(
    new CreatePolicyCommand({ PolicyName: `${UserName}-limit`, PolicyDocument: PLAIN }),
  );
  const PermissionsBoundary = limit.Policy?.Arn;
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
  if (keys) await iam.send(new CreateAccessKeyCommand({ UserName }));
  if (keys) await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct horse battery 1!' }));
  const GroupName = `people,${UserName}`;
  await iam.send(new CreateGroupCommand({ GroupName, Path: '/people/' }));
  await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  const policy = { PolicyName: 'own', PolicyDocument: JSON.stringify(identity(...inline)) };
  await ifTaken(() => iam.send(new PutUserPolicyCommand({ UserName, ...policy })));
  await ifTaken(() => iam.send(new PutGroupPolicyCommand({ GroupName, ...policy })));
}
