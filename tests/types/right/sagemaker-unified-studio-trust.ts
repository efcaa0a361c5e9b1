// The role by which a domain acts for its users.
// https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(
  allow(sts.AssumeRole, sts.TagSession, sts.SetContext)
    .to(principal.service('datazone.amazonaws.com'))
    .when(aws.sourceAccount.equals('111122223333'), aws.tagKeys.forAll.like('datazone*')),
);
