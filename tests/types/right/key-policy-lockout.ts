// Key policies are changed only with the check against lockout.
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
import { kms } from '@leastwise/aws/kms';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(kms.PutKeyPolicy).onAnyResource().when(kms.keys.bypassPolicyLockoutSafetyCheck.missing()),
);
