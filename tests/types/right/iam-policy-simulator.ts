// The policy simulator, for every identity.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_policy-sim.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    iam.GetContextKeysForCustomPolicy,
    iam.GetContextKeysForPrincipalPolicy,
    iam.SimulateCustomPolicy,
    iam.SimulatePrincipalPolicy,
  ).onAnyResource(),
);
