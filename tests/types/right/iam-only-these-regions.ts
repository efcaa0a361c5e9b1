// Nothing outside some regions, except for services that have none.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html
import { cloudfront } from '@leastwise/aws/cloudfront';
import { iam } from '@leastwise/aws/iam';
import { route53 } from '@leastwise/aws/route53';
import { support } from '@leastwise/aws/support';
import { aws, denyAllExcept, policy } from '@leastwise/policy';

export default policy(
  denyAllExcept(cloudfront.all, iam.all, route53.all, support.all)
    .onAnyResource()
    .when(aws.requestedRegion.notEquals('eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'))
    .sid('DenyAllOutsideRequestedRegions'),
);
