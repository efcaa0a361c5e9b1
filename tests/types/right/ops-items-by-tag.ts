// OpsItems of one department.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/Explorer-setup-permissions.html
import { ssm } from '@leastwise/aws/ssm';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(ssm.GetOpsItem, ssm.UpdateOpsItem)
    .onAnyResource()
    .when(
      ssm.keys.resourceTag('Department').equals('Finance'),
      ssm.keys.resourceTag('Project').equals('Unity'),
    ),
);
