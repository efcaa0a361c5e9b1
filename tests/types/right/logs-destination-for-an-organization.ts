// A destination that every account of the organisation writes to.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CreateDestination.html
import { logs } from '@leastwise/aws/logs';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(logs.PutSubscriptionFilter)
    .to(principal.anyone)
    .on(logs.destination('testDestination', { region: 'us-east-1', account: '111122223333' }))
    .when(aws.principalOrgId.equals('o-1234567890')),
);
