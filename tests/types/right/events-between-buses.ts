// Events that come from the default bus of the account.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
import { events } from '@leastwise/aws/events';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(events.PutEvents)
    .sid('AllowPutEventsOnOtherBus')
    .on(events.eventBus('training', { region: 'us-east-1', account: '111122223333' }))
    .when(events.keys.eventBusInvocation.ifExists.is(true)),
);
