import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, TRUST } from '../../test/ways.ts';

const READ = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "List", "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*" },
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::data/\${aws:PrincipalTag/team}/*",
      "Condition": { "Bool": { "aws:SecureTransport": "true" } }
    }
  ]
}`;
const DENY =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/secret/*"}}';

const SECURE: iam.ContextEntry = {
  ContextKeyName: 'aws:SecureTransport',
  ContextKeyType: 'boolean',
  ContextKeyValues: ['true'],
};
const TEAM: iam.ContextEntry = {
  ContextKeyName: 'aws:PrincipalTag/team',
  ContextKeyType: 'string',
  ContextKeyValues: ['ml'],
};

describeEachWay('the policy simulator', (setUp) => {
  test('asks the service control policies that bind the account', async () => {
    const { iam: client } = await setUp({
      organization: {
        management: '999988887777',
        units: {
          ml: {
            scps: [{ Statement: { Effect: 'Allow', Action: 'iam:*', Resource: '*' } }],
            accounts: { '111122223333': {} },
          },
        },
      },
    });
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    const PolicyDocument =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    await client.send(new iam.PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument }));
    const simulate = async (): Promise<unknown> => {
      const { EvaluationResults } = await client.send(
        new iam.SimulatePrincipalPolicyCommand({
          PolicySourceArn: 'arn:aws:iam::111122223333:user/ana',
          ActionNames: ['s3:GetObject', 'iam:GetUser'],
        }),
      );
      return EvaluationResults?.map(({ EvalDecision, OrganizationsDecisionDetail }) => [
        EvalDecision,
        OrganizationsDecisionDetail?.AllowedByOrganizations,
      ]);
    };
    expect(await simulate()).toEqual([
      ['implicitDeny', false],
      ['allowed', true],
    ]);
  });

  test('points at the statement that decided', async () => {
    const { iam: client } = await setUp();
    const { EvaluationResults } = await client.send(
      new iam.SimulateCustomPolicyCommand({
        PolicyInputList: [DENY, READ],
        ActionNames: ['s3:GetObject'],
        ResourceArns: ['arn:aws:s3:::data/ml/1', 'arn:aws:s3:::data/secret/1', 'arn:aws:s3:::other/1'],
        ContextEntries: [SECURE, TEAM],
      }),
    );
    expect(EvaluationResults).toMatchObject([
      {
        EvalActionName: 's3:GetObject',
        EvalResourceName: 'arn:aws:s3:::data/ml/1',
        EvalDecision: 'allowed',
        MatchedStatements: [
          {
            SourcePolicyId: 'PolicyInputList.2',
            SourcePolicyType: 'IAM Policy',
            StartPosition: { Line: 5, Column: 5 },
            EndPosition: { Line: 11, Column: 6 },
          },
        ],
        MissingContextValues: [],
        ResourceSpecificResults: [
          { EvalResourceName: 'arn:aws:s3:::data/ml/1', EvalResourceDecision: 'allowed' },
        ],
      },
      {
        EvalDecision: 'explicitDeny',
        MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1', StartPosition: { Line: 1, Column: 37 } }],
      },
      { EvalDecision: 'implicitDeny', MatchedStatements: [] },
    ]);
  });

  test('names the context that it was not given', async () => {
    const { iam: client } = await setUp();
    const { EvaluationResults } = await client.send(
      new iam.SimulateCustomPolicyCommand({
        PolicyInputList: [READ],
        ActionNames: ['s3:GetObject'],
        ResourceArns: ['arn:aws:s3:::data/ml/1'],
      }),
    );
    expect(EvaluationResults?.[0]?.EvalDecision).toBe('implicitDeny');
    expect(EvaluationResults?.[0]?.MissingContextValues?.map((key) => key.toLowerCase()).sort()).toEqual([
      'aws:principaltag/team',
      'aws:securetransport',
    ]);
  });

  test('tells what a boundary says apart from the rest', async () => {
    const { iam: client } = await setUp();
    const { EvaluationResults } = await client.send(
      new iam.SimulateCustomPolicyCommand({
        PolicyInputList: [READ],
        PermissionsBoundaryPolicyInputList: [DENY],
        ActionNames: ['s3:ListBucket'],
      }),
    );
    expect(EvaluationResults).toMatchObject([
      {
        EvalResourceName: '*',
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
    ]);
  });

  test('takes the policies of a user and its groups, with its boundary', async () => {
    const { iam: client } = await setUp();
    const PolicySourceArn = 'arn:aws:iam::111122223333:user/ana';
    await client.send(new iam.CreateUserCommand({ UserName: 'ana' }));
    await client.send(new iam.CreateGroupCommand({ GroupName: 'ml' }));
    await client.send(new iam.AddUserToGroupCommand({ UserName: 'ana', GroupName: 'ml' }));
    await client.send(
      new iam.PutGroupPolicyCommand({ GroupName: 'ml', PolicyName: 'read', PolicyDocument: READ }),
    );
    const simulate = (): Promise<iam.SimulatePrincipalPolicyCommandOutput> =>
      client.send(
        new iam.SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:ListBucket'] }),
      );
    expect((await simulate()).EvaluationResults).toMatchObject([
      { EvalDecision: 'allowed', MatchedStatements: [{ SourcePolicyId: 'group_ml_read' }] },
    ]);
    await client.send(new iam.CreatePolicyCommand({ PolicyName: 'bound', PolicyDocument: DENY }));
    await client.send(
      new iam.PutUserPermissionsBoundaryCommand({
        UserName: 'ana',
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/bound',
      }),
    );
    expect((await simulate()).EvaluationResults).toMatchObject([
      {
        EvalDecision: 'implicitDeny',
        PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      },
    ]);
  });

  test('answers page by page, each action with each resource', async () => {
    const { iam: client } = await setUp();
    const input = {
      PolicyInputList: [READ],
      ActionNames: ['s3:ListBucket', 's3:GetObject'],
      ResourceArns: ['arn:aws:s3:::a', 'arn:aws:s3:::b'],
      MaxItems: 3,
    };
    const first = await client.send(new iam.SimulateCustomPolicyCommand(input));
    expect(first).toMatchObject({ IsTruncated: true });
    const second = await client.send(new iam.SimulateCustomPolicyCommand({ ...input, Marker: first.Marker }));
    const seen = [...(first.EvaluationResults ?? []), ...(second.EvaluationResults ?? [])].map(
      ({ EvalActionName, EvalResourceName }) => `${EvalActionName} ${EvalResourceName}`,
    );
    expect(seen).toEqual([
      's3:ListBucket arn:aws:s3:::a',
      's3:ListBucket arn:aws:s3:::b',
      's3:GetObject arn:aws:s3:::a',
      's3:GetObject arn:aws:s3:::b',
    ]);
  });

  test('refuses what is no policy, no action and no entity', async () => {
    const { iam: client } = await setUp();
    const custom = (PolicyInputList: string[], ActionNames: string[]): Promise<unknown> =>
      client.send(new iam.SimulateCustomPolicyCommand({ PolicyInputList, ActionNames }));
    await expect(custom(['{'], ['s3:GetObject'])).rejects.toMatchObject({ name: 'InvalidInputException' });
    await expect(custom([READ], ['nonsense'])).rejects.toMatchObject({ name: 'InvalidInputException' });
    const principal = (PolicySourceArn: string): Promise<unknown> =>
      client.send(new iam.SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:GetObject'] }));
    await expect(principal('arn:aws:iam::111122223333:user/absent')).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await expect(principal('arn:aws:s3:::data/and/more')).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  test('lists the keys that policies depend on, conditions and variables', async () => {
    const { iam: client } = await setUp();
    const { ContextKeyNames } = await client.send(
      new iam.GetContextKeysForCustomPolicyCommand({ PolicyInputList: [READ, READ] }),
    );
    expect(ContextKeyNames).toEqual(['aws:SecureTransport', 'aws:PrincipalTag/team']);
    await client.send(new iam.CreateRoleCommand({ RoleName: 'train', AssumeRolePolicyDocument: TRUST }));
    await client.send(
      new iam.PutRolePolicyCommand({ RoleName: 'train', PolicyName: 'read', PolicyDocument: READ }),
    );
    const ofRole = await client.send(
      new iam.GetContextKeysForPrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::111122223333:role/train',
      }),
    );
    expect(ofRole.ContextKeyNames).toEqual(ContextKeyNames);
  });
});
