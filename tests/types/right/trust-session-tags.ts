// A session that is tagged with its project.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.user('arn:aws:iam::111122223333:user/test-session-tags'))
    .when(
      aws.requestTag('Project').like('*'),
      aws.requestTag('CostCenter').like('*'),
      aws.requestTag('Department').like('*'),
      sts.keys.externalId.equals('Example987'),
    )
    .sid('AllowIamUserAssumeRole'),
  allow(sts.TagSession)
    .to(principal.user('arn:aws:iam::111122223333:user/test-session-tags'))
    .when(
      aws.requestTag('Project').like('*'),
      aws.requestTag('CostCenter').like('*'),
      aws.requestTag('Department').equals('Engineering', 'Marketing'),
      sts.keys.transitiveTagKeys.forAll.equals('Project', 'Department'),
    )
    .sid('AllowPassSessionTagsAndTransitive'),
);
