// Nothing is shared through RAM with strangers.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ram.html
import { ram } from '@leastwise/aws/ram';
import { deny, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  deny(ram.CreateResourceShare, ram.UpdateResourceShare)
    .onAnyResource()
    .when(ram.keys.requestedAllowsExternalPrincipals.is(true)),
);
