// Training on the instance types that are paid for.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreateTrainingJob, sagemaker.CreateHyperParameterTuningJob)
    .sid('EnforceInstanceType')
    .onAnyResource()
    .when(sagemaker.keys.instanceTypes.forAll.like('ml.c5.*')),
);
