// Logs are written from one network or by AWS.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { s3 } from '@leastwise/aws/s3';
import { aws, deny, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  deny(s3.PutObject)
    .to(principal.anyone)
    .on(s3.object('my-ml-datasets', 'AWSLogs/AccountNumber/*'))
    .when(aws.sourceVpc.ifExists.notEquals('vpc-111bbb22'), aws.principalIsAwsService.ifExists.is(false))
    .sid('Expected-network+service-principal'),
);
