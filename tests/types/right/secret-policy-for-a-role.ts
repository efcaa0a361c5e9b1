// A secret that one role may read, while it is the current version.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(secretsmanager.GetSecretValue)
    .to(principal.role('arn:aws:iam::111122223333:role/training'))
    .onAnyResource()
    .when(secretsmanager.keys.versionStage.forAny.equals('AWSCURRENT')),
);
