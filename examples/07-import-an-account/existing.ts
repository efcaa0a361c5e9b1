import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';

const documentOf = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

/** An account as it grew: made in the console by several people, with what that leads to. */
export async function growAccount(iam: IAMClient): Promise<void> {
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'Read.Training_Data',
      Description: 'ask Ana before you change this',
      PolicyDocument: documentOf(
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::my-ml-datasets/train/*' },
        {
          Sid: 'ListTheirs',
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::my-ml-datasets',
          Condition: { StringLike: { 's3:prefix': ['train/*', '${aws:username}/*'] } },
        },
      ),
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: 'AML@Packt', Tags: [{ Key: 'team', Value: 'ml' }] }));
  await iam.send(new CreateGroupCommand({ GroupName: 'data-scientists' }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'data-scientists', PolicyArn: Policy?.Arn }));
  await iam.send(new AddUserToGroupCommand({ GroupName: 'data-scientists', UserName: 'AML@Packt' }));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'ml-training',
      AssumeRolePolicyDocument: documentOf({
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  // A mistake that IAM takes: s3:ListBucket works on no object.
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'ml-training',
      PolicyName: 'data',
      PolicyDocument: documentOf({
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: 'arn:aws:s3:::my-ml-datasets/*',
      }),
    }),
  );
}
