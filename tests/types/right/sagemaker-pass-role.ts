// Who starts jobs may pass their role to SageMaker.
// https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.PassRole)
    .on(iam.role('training', { account: '111122223333' }))
    .when(iam.keys.passedToService.equals('sagemaker.amazonaws.com')),
);
