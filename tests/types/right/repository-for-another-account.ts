// A repository that another account pulls from; it names no resource.
// https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
import { ecr } from '@leastwise/aws/ecr';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(ecr.BatchGetImage, ecr.match('Describe*'))
    .to(principal.account('111122223333'))
    .onThisResource()
    .sid('AddPerm'),
);
