// Functions.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
import { sts } from '@leastwise/aws/sts';
import { allow, principal, trustPolicy } from '@leastwise/policy';

export default trustPolicy(allow(sts.AssumeRole).to(principal.service('lambda.amazonaws.com')));
