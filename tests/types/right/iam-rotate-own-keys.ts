// Users change their own password and keys in the console.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.ListUsers, iam.GetAccountPasswordPolicy).onAnyResource(),
  allow(
    iam.match('*AccessKey*'),
    iam.ChangePassword,
    iam.GetUser,
    iam.match('*ServiceSpecificCredential*'),
    iam.match('*SigningCertificate*'),
  ).on(iam.user('${aws:username}', { account: '*' })),
);
