// One secret may be read.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(secretsmanager.GetSecretValue).on(
    secretsmanager.secret('mlflow-AbCdEf', { region: 'eu-west-1', account: '111122223333' }),
  ),
);
