// Two services.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole).to(
    principal.service('ecs.amazonaws.com'),
    principal.service('elasticloadbalancing.amazonaws.com'),
  ),
);
