// The role that COPY and UNLOAD use, from one cluster alone.
// https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.service('redshift.amazonaws.com'))
    .when(
      sts.keys.externalId.equals(
        'arn:aws:redshift:us-west-2:111122223333:dbuser:my-cluster/user1',
        'arn:aws:redshift:us-west-2:111122223333:dbuser:my-cluster/user2',
      ),
    ),
);
