// Each user opens the Studio profile that carries their name as a tag.
// https://docs.aws.amazon.com/sagemaker/latest/dg/setting-up-canvas-sso.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(sagemaker.CreatePresignedDomainUrl)
    .onAnyResource()
    .when(
      sagemaker.keys
        .resourceTag('studiouserid')
        .equals(aws.principalTag('SageMakerStudioUserProfileName').variable),
    ),
);
