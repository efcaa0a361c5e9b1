// Training that reads one file system, and only reads it.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreateTrainingJob, sagemaker.CreateHyperParameterTuningJob)
    .sid('AccessToElasticFileSystem')
    .onAnyResource()
    .when(
      sagemaker.keys.fileSystemId.equals('fs-12345678'),
      sagemaker.keys.fileSystemAccessMode.equals('ro'),
      sagemaker.keys.fileSystemType.equals('EFS'),
      sagemaker.keys.fileSystemDirectoryPath.equals('/sagemaker-training'),
    ),
);
