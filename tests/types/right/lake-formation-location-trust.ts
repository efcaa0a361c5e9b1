// The role by which Lake Formation reads a registered location.
// https://docs.aws.amazon.com/lake-formation/latest/dg/registration-role.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.service('lakeformation.amazonaws.com'))
    .when(
      aws.sourceAccount.equals('111122223333'),
      aws.sourceArn.like('arn:aws:lakeformation:us-east-1:111122223333:*'),
    ),
);
