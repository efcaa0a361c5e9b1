// Secrets by the tags of the session.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_attribute-based-access-control.html
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { allow, aws, deny, policy } from '@leastwise/policy';

export default policy(
  allow(secretsmanager.all)
    .onAnyResource()
    .when(
      aws.resourceTag('access-project').equals('${aws:PrincipalTag/access-project}'),
      aws.resourceTag('access-team').equals('${aws:PrincipalTag/access-team}'),
      aws.resourceTag('cost-center').equals('${aws:PrincipalTag/cost-center}'),
      aws.tagKeys.forAll.equals('access-project', 'access-team', 'cost-center', 'Name', 'OwnedBy'),
      aws.requestTag('access-project').ifExists.equals('${aws:PrincipalTag/access-project}'),
      aws.requestTag('access-team').ifExists.equals('${aws:PrincipalTag/access-team}'),
      aws.requestTag('cost-center').ifExists.equals('${aws:PrincipalTag/cost-center}'),
    )
    .sid('AllActionsSameProjectSameTeam'),
  allow(secretsmanager.GetRandomPassword, secretsmanager.ListSecrets)
    .onAnyResource()
    .sid('AllResourcesNoTags'),
  allow(secretsmanager.match('Describe*'), secretsmanager.match('Get*'), secretsmanager.match('List*'))
    .onAnyResource()
    .when(aws.resourceTag('access-team').equals('${aws:PrincipalTag/access-team}'))
    .sid('ReadSameTeam'),
  deny(secretsmanager.UntagResource)
    .onAnyResource()
    .when(aws.tagKeys.forAny.like('access-*'))
    .sid('DenyUntagReservedTags'),
  deny(secretsmanager.match('*Policy')).onAnyResource().sid('DenyPermissionsManagement'),
);
