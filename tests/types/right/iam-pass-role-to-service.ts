// Roles may be passed to one service only.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam-passrole-service.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.PassRole).onAnyResource().when(iam.keys.passedToService.equals('cloudwatch.amazonaws.com')),
);
