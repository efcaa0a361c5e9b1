// Accounts stay.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
import { organizations } from '@leastwise/aws/organizations';
import { deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(deny(organizations.LeaveOrganization).onAnyResource());
