// Jobs run only in the given subnets and security groups.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreateTrainingJob, sagemaker.CreateHyperParameterTuningJob)
    .onAnyResource()
    .when(
      sagemaker.keys.vpcSubnets.forAll.equals('subnet-a1234'),
      sagemaker.keys.vpcSecurityGroupIds.forAll.equals('sg12345', 'sg-67890'),
      sagemaker.keys.vpcSubnets.exists(),
      sagemaker.keys.vpcSecurityGroupIds.exists(),
    )
    .sid('AllowFromVpc'),
);
