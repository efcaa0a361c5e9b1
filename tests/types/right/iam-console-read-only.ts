// Reading IAM in the console.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_read-only-console.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(allow(iam.match('Get*'), iam.match('List*'), iam.match('Generate*')).onAnyResource());
