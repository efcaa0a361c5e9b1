// Secrets that carry a tag.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-canvas.html
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(secretsmanager.DescribeSecret, secretsmanager.GetSecretValue)
    .on(secretsmanager.secret('*', { region: '*', account: '*' }))
    .when(secretsmanager.keys.resourceTag('SageMaker').equals('true')),
);
