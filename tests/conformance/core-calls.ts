import * as iam from '@aws-sdk/client-iam';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { PERMISSIONS, type Step, TRUST } from './step.ts';

const POLICY = 'arn:aws:iam::123456789012:policy/data/read';
const [V1, V2, V3] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];

/** Calls that build on each other, by what they do. */
export const CORE_CALLS: Readonly<Record<string, Step>> = {
  'create a policy': (c) =>
    c.iam.send(
      new iam.CreatePolicyCommand({
        PolicyName: 'read',
        Path: '/data/',
        PolicyDocument: PERMISSIONS,
        Description: 'd',
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ),
  'create a malformed policy': (c) =>
    c.iam.send(new iam.CreatePolicyCommand({ PolicyName: 'bad', PolicyDocument: 'x' })),
  'get the policy': (c) => c.iam.send(new iam.GetPolicyCommand({ PolicyArn: POLICY })),
  'get an absent policy': (c) => c.iam.send(new iam.GetPolicyCommand({ PolicyArn: `${POLICY}x` })),
  'add a version': (c) =>
    c.iam.send(
      new iam.CreatePolicyVersionCommand({
        PolicyArn: POLICY,
        PolicyDocument: PERMISSIONS.replace('Get', 'Put'),
        SetAsDefault: true,
      }),
    ),
  'get the version': async (c) => {
    const { PolicyVersion } = await c.iam.send(
      new iam.GetPolicyVersionCommand({ PolicyArn: POLICY, VersionId: 'v2' }),
    );
    return { ...PolicyVersion, Document: decodeURIComponent(PolicyVersion?.Document ?? '') };
  },
  'list versions': async (c) =>
    (await c.iam.send(new iam.ListPolicyVersionsCommand({ PolicyArn: POLICY }))).Versions?.map(
      ({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion],
    ),
  'delete the default version': (c) =>
    c.iam.send(new iam.DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId: 'v2' })),
  'add versions': async (c) => {
    for (let i = 0; i < 3; i++)
      await c.iam.send(
        new iam.CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument: PERMISSIONS }),
      );
  },
  'add a sixth': (c) =>
    c.iam.send(new iam.CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument: PERMISSIONS })),
  'set the default back': (c) =>
    c.iam.send(new iam.SetDefaultPolicyVersionCommand({ PolicyArn: POLICY, VersionId: 'v1' })),
  'list local policies': (c) => c.iam.send(new iam.ListPoliciesCommand({ Scope: 'Local' })),
  'list tags of the policy': (c) => c.iam.send(new iam.ListPolicyTagsCommand({ PolicyArn: POLICY })),
  'create a user': (c) =>
    c.iam.send(
      new iam.CreateUserCommand({ UserName: 'AML@Packt', Path: '/ml/', Tags: [{ Key: 'a', Value: 'b' }] }),
    ),
  'get the user': (c) => c.iam.send(new iam.GetUserCommand({ UserName: 'AML@Packt' })),
  'list users': (c) => c.iam.send(new iam.ListUsersCommand({})),
  'create a group': (c) =>
    c.iam.send(new iam.CreateGroupCommand({ GroupName: 'data-scientists', Path: '/leastwise/ml/' })),
  'join the group': (c) =>
    c.iam.send(new iam.AddUserToGroupCommand({ GroupName: 'data-scientists', UserName: 'AML@Packt' })),
  'get the group': (c) => c.iam.send(new iam.GetGroupCommand({ GroupName: 'data-scientists' })),
  'list groups of the user': (c) => c.iam.send(new iam.ListGroupsForUserCommand({ UserName: 'AML@Packt' })),
  'attach to the group': (c) =>
    c.iam.send(new iam.AttachGroupPolicyCommand({ GroupName: 'data-scientists', PolicyArn: POLICY })),
  'attach an absent policy': (c) =>
    c.iam.send(new iam.AttachGroupPolicyCommand({ GroupName: 'data-scientists', PolicyArn: `${POLICY}x` })),
  'list attached to the group': (c) =>
    c.iam.send(new iam.ListAttachedGroupPoliciesCommand({ GroupName: 'data-scientists' })),
  'put an inline policy': (c) =>
    c.iam.send(
      new iam.PutUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'i', PolicyDocument: PERMISSIONS }),
    ),
  'get the inline policy': async (c) => {
    const answer = await c.iam.send(new iam.GetUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'i' }));
    return { ...answer, PolicyDocument: decodeURIComponent(answer.PolicyDocument ?? '') };
  },
  'get an absent inline policy': (c) =>
    c.iam.send(new iam.GetUserPolicyCommand({ UserName: 'AML@Packt', PolicyName: 'x' })),
  'delete the busy user': (c) => c.iam.send(new iam.DeleteUserCommand({ UserName: 'AML@Packt' })),
  'create a role': (c) =>
    c.iam.send(
      new iam.CreateRoleCommand({
        RoleName: 'glue',
        AssumeRolePolicyDocument: TRUST,
        Description: 'd',
        MaxSessionDuration: 7200,
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ),
  'create the role again': (c) =>
    c.iam.send(new iam.CreateRoleCommand({ RoleName: 'glue', AssumeRolePolicyDocument: TRUST })),
  'attach to the role': (c) =>
    c.iam.send(new iam.AttachRolePolicyCommand({ RoleName: 'glue', PolicyArn: POLICY })),
  'attach again': (c) => c.iam.send(new iam.AttachRolePolicyCommand({ RoleName: 'glue', PolicyArn: POLICY })),
  'bound the role': (c) =>
    c.iam.send(new iam.PutRolePermissionsBoundaryCommand({ RoleName: 'glue', PermissionsBoundary: POLICY })),
  'get the role': (c) => c.iam.send(new iam.GetRoleCommand({ RoleName: 'glue' })),
  'get an absent role': (c) => c.iam.send(new iam.GetRoleCommand({ RoleName: 'absent' })),
  'list roles': (c) => c.iam.send(new iam.ListRolesCommand({})),
  'update the role': (c) =>
    c.iam.send(new iam.UpdateRoleCommand({ RoleName: 'glue', Description: 'e', MaxSessionDuration: 3600 })),
  'change the trust': (c) =>
    c.iam.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName: 'glue', PolicyDocument: TRUST })),
  'tag the role': (c) =>
    c.iam.send(new iam.TagRoleCommand({ RoleName: 'glue', Tags: [{ Key: 'c', Value: 'd' }] })),
  'list tags of the role': (c) => c.iam.send(new iam.ListRoleTagsCommand({ RoleName: 'glue' })),
  'who has the policy': (c) => c.iam.send(new iam.ListEntitiesForPolicyCommand({ PolicyArn: POLICY })),
  'details of users and groups': (c) =>
    c.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['User', 'Group'] })),
  'details of roles': (c) => c.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] })),
  'details of policies': (c) =>
    c.iam.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['LocalManagedPolicy'] })),
  'create a key': async (c, memory) => {
    const answer = await c.iam.send(new iam.CreateAccessKeyCommand({ UserName: 'AML@Packt' }));
    memory.set('key', answer.AccessKey?.AccessKeyId ?? '');
    return answer;
  },
  'create a second key': (c) => c.iam.send(new iam.CreateAccessKeyCommand({ UserName: 'AML@Packt' })),
  'create a third key': (c) => c.iam.send(new iam.CreateAccessKeyCommand({ UserName: 'AML@Packt' })),
  'last use of the key': (c, memory) =>
    c.iam.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId: memory.get('key') })),
  'deactivate the key': (c, memory) =>
    c.iam.send(
      new iam.UpdateAccessKeyCommand({
        UserName: 'AML@Packt',
        AccessKeyId: memory.get('key'),
        Status: 'Inactive',
      }),
    ),
  'list keys': (c) => c.iam.send(new iam.ListAccessKeysCommand({ UserName: 'AML@Packt' })),
  'whose key it is': (c, memory) =>
    c.sts.send(new sts.GetAccessKeyInfoCommand({ AccessKeyId: memory.get('key') })),
  'delete the key': (c, memory) =>
    c.iam.send(new iam.DeleteAccessKeyCommand({ UserName: 'AML@Packt', AccessKeyId: memory.get('key') })),
  'delete the key again': (c, memory) =>
    c.iam.send(new iam.DeleteAccessKeyCommand({ UserName: 'AML@Packt', AccessKeyId: memory.get('key') })),
  'create a secret': (c) =>
    c.secretsManager.send(
      new secrets.CreateSecretCommand({
        Name: 'ml/key',
        SecretString: 'one',
        ClientRequestToken: V1,
        Description: 'd',
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ),
  'create another of that name': (c) =>
    c.secretsManager.send(new secrets.CreateSecretCommand({ Name: 'ml/key', SecretString: 'other' })),
  'put a pending value': (c) =>
    c.secretsManager.send(
      new secrets.PutSecretValueCommand({
        SecretId: 'ml/key',
        SecretString: 'two',
        ClientRequestToken: V2,
        VersionStages: ['AWSPENDING'],
      }),
    ),
  'swap from the wrong version': (c) =>
    c.secretsManager.send(
      new secrets.UpdateSecretVersionStageCommand({
        SecretId: 'ml/key',
        VersionStage: 'AWSCURRENT',
        RemoveFromVersionId: V2,
        MoveToVersionId: V1,
      }),
    ),
  'swap without saying from where': (c) =>
    c.secretsManager.send(
      new secrets.UpdateSecretVersionStageCommand({
        SecretId: 'ml/key',
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: V2,
      }),
    ),
  swap: (c) =>
    c.secretsManager.send(
      new secrets.UpdateSecretVersionStageCommand({
        SecretId: 'ml/key',
        VersionStage: 'AWSCURRENT',
        RemoveFromVersionId: V1,
        MoveToVersionId: V2,
      }),
    ),
  'read the current value': (c) =>
    c.secretsManager.send(new secrets.GetSecretValueCommand({ SecretId: 'ml/key' })),
  'read the previous value': (c) =>
    c.secretsManager.send(
      new secrets.GetSecretValueCommand({ SecretId: 'ml/key', VersionStage: 'AWSPREVIOUS' }),
    ),
  'read an absent label': (c) =>
    c.secretsManager.send(new secrets.GetSecretValueCommand({ SecretId: 'ml/key', VersionStage: 'ABSENT' })),
  'put a value': (c) =>
    c.secretsManager.send(
      new secrets.PutSecretValueCommand({
        SecretId: 'ml/key',
        SecretString: 'three',
        ClientRequestToken: V3,
      }),
    ),
  'put it again': (c) =>
    c.secretsManager.send(
      new secrets.PutSecretValueCommand({
        SecretId: 'ml/key',
        SecretString: 'three',
        ClientRequestToken: V3,
      }),
    ),
  'put another under its token': (c) =>
    c.secretsManager.send(
      new secrets.PutSecretValueCommand({ SecretId: 'ml/key', SecretString: 'four', ClientRequestToken: V3 }),
    ),
  'describe the secret': (c) =>
    c.secretsManager.send(new secrets.DescribeSecretCommand({ SecretId: 'ml/key' })),
  'list versions of the secret': (c) =>
    c.secretsManager.send(new secrets.ListSecretVersionIdsCommand({ SecretId: 'ml/key' })),
  'list secrets': (c) => c.secretsManager.send(new secrets.ListSecretsCommand({})),
  'read an absent secret': (c) =>
    c.secretsManager.send(new secrets.GetSecretValueCommand({ SecretId: 'absent' })),
  'schedule the deletion': (c) =>
    c.secretsManager.send(new secrets.DeleteSecretCommand({ SecretId: 'ml/key', RecoveryWindowInDays: 7 })),
  'read what is to be deleted': (c) =>
    c.secretsManager.send(new secrets.GetSecretValueCommand({ SecretId: 'ml/key' })),
  'restore the secret': (c) =>
    c.secretsManager.send(new secrets.RestoreSecretCommand({ SecretId: 'ml/key' })),
  // What moto lets pass would change everything after it.
  'create it again': (c) =>
    c.iam.send(new iam.CreatePolicyCommand({ PolicyName: 'read', PolicyDocument: PERMISSIONS })),
  'create it in capitals': (c) =>
    c.iam.send(new iam.CreatePolicyCommand({ PolicyName: 'READ', PolicyDocument: PERMISSIONS })),
  'create the user in capitals': (c) => c.iam.send(new iam.CreateUserCommand({ UserName: 'AML@PACKT' })),
  'create a user with a blank': (c) => c.iam.send(new iam.CreateUserCommand({ UserName: 'a b' })),
  'delete the busy role': (c) => c.iam.send(new iam.DeleteRoleCommand({ RoleName: 'glue' })),
  'delete the attached policy': (c) => c.iam.send(new iam.DeletePolicyCommand({ PolicyArn: POLICY })),
};
