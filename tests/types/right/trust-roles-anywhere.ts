// Workloads outside AWS, by their certificates.
// https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole, sts.TagSession, sts.SetSourceIdentity)
    .to(principal.service('rolesanywhere.amazonaws.com'))
    .when(
      aws.principalTag('x509Subject/OU').equals('Engineering'),
      aws.principalTag('x509Issuer/C').equals('US'),
      aws.sourceArn.equals('arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/0123-4567'),
    ),
);
