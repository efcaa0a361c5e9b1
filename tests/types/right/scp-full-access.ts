// What is attached to everything at first.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
import { allow, serviceControlPolicy, unsafeAction } from '@leastwise/policy';

export default serviceControlPolicy(allow(unsafeAction('*')).onAnyResource());
