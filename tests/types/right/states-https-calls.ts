// A state machine that calls one address.
// https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
import { events } from '@leastwise/aws/events';
import { states } from '@leastwise/aws/states';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(states.InvokeHTTPEndpoint)
    .sid('Statement1')
    .on(states.statemachine('invoices', { region: 'us-east-2', account: '111122223333' }))
    .when(states.keys.httpMethod.equals('GET'), states.keys.httpEndpoint.like('https://api.stripe.com/*')),
  allow(events.RetrieveConnectionCredentials)
    .sid('Statement2')
    .on(events.connection('stripe/0123-4567', { region: 'us-east-2', account: '111122223333' })),
);
