// Roles for Glue, by the beginning of their names.
// https://docs.aws.amazon.com/glue/latest/dg/attach-policy-iam-user.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.PassRole)
    .on(iam.role('AWSGlueServiceRole*', { account: '*' }))
    .when(iam.keys.passedToService.like('glue.amazonaws.com')),
);
