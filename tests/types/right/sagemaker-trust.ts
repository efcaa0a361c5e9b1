// SageMaker works with the role.
// https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(allow(sts.AssumeRole).to(principal.service('sagemaker.amazonaws.com')));
