// The role of the state machines of one account.
// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole)
    .to(principal.service('states.amazonaws.com'))
    .when(
      aws.sourceArn.like('arn:aws:states:us-east-1:111122223333:stateMachine:*'),
      aws.sourceAccount.equals('111122223333'),
    ),
);
