// A bus that takes one kind of event of one application.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
import { events } from '@leastwise/aws/events';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(events.PutEvents)
    .to(principal.account('444455556666'))
    .on(events.eventBus('default', { region: 'us-east-1', account: '111122223333' }))
    .when(
      events.keys.detailType.asSingle.equals('newOrderCreated'),
      events.keys.source.asSingle.equals('com.exampleCorp.webStore'),
    ),
);
