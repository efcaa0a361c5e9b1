// Users of an OIDC provider, who say who they are.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
import { sts } from '@leastwise/aws/sts';
import { allow, oidc, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRoleWithWebIdentity, sts.SetSourceIdentity)
    .to(principal.oidc('server.example.com', { account: '111122223333' }))
    .when(
      oidc('server.example.com').aud.equals('oidc-audience-id'),
      sts.keys.sourceIdentity.like('Saanvi', 'Diego'),
    ),
);
