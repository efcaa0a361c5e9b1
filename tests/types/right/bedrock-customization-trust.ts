// The role by which a model is customised.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-iam-role.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.service('bedrock.amazonaws.com'))
    .when(
      aws.sourceAccount.equals('111122223333'),
      aws.sourceArn.equals('arn:aws:bedrock:us-east-1:111122223333:model-customization-job/*'),
    ),
);
