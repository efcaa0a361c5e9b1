// AWS Config stays on.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_config.html
import { config } from '@leastwise/aws/config';
import { deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(
    config.DeleteConfigRule,
    config.DeleteConfigurationRecorder,
    config.DeleteDeliveryChannel,
    config.StopConfigurationRecorder,
  ).onAnyResource(),
);
