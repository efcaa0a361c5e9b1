// A session that says who is behind it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole, sts.SetSourceIdentity)
    .to(principal.account('111122223333'))
    .when(sts.keys.sourceIdentity.equals('${aws:username}')),
);
