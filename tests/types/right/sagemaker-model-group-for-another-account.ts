// A model group that another account reads and deploys from.
// https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(sagemaker.DescribeModelPackageGroup)
    .sid('AddPermModelPackageGroup')
    .to(principal.account('444455556666'))
    .on(sagemaker.modelPackageGroup('churn', { region: 'us-west-2', account: '111122223333' })),
  allow(
    sagemaker.DescribeModelPackage,
    sagemaker.ListModelPackages,
    sagemaker.UpdateModelPackage,
    sagemaker.CreateModel,
  )
    .sid('AddPermModelPackageVersion')
    .to(principal.account('444455556666'))
    .on(sagemaker.modelPackage('churn/*', { region: 'us-west-2', account: '111122223333' })),
);
