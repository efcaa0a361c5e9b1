// The service account of a cluster.
// https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
import { sts } from '@leastwise/aws/sts';
import { allow, oidc, principal, trustPolicy } from '@leastwise/policy';

const cluster = oidc('oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE');

export default trustPolicy(
  allow(sts.AssumeRoleWithWebIdentity)
    .to(principal.oidc(cluster.provider, { account: '111122223333' }))
    .when(
      cluster.sub.equals('system:serviceaccount:training:trainer'),
      cluster.aud.equals('sts.amazonaws.com'),
    ),
);
