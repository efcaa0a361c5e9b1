// Another company, which says the id that was agreed.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole).to(principal.account('444455556666')).when(sts.keys.externalId.equals('12345')),
);
