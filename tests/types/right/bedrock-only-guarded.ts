// No answer of a model that its guardrail has not seen.
// https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html
import { bedrock } from '@leastwise/aws/bedrock';
import { allow, deny, policy } from '@leastwise/policy';

export default policy(
  allow(bedrock.InvokeModel, bedrock.InvokeModelWithResponseStream)
    .sid('InvokeFoundationModelStatement1')
    .on(bedrock.foundationModel('*', { region: 'us-west-2' }))
    .when(
      bedrock.keys.guardrailIdentifier.asString.equals(
        'arn:aws:bedrock:us-west-2:111122223333:guardrail/abcdef012345:1',
      ),
    ),
  deny(bedrock.InvokeModel, bedrock.InvokeModelWithResponseStream)
    .sid('InvokeFoundationModelStatement2')
    .on(bedrock.foundationModel('*', { region: 'us-west-2' }))
    .when(
      bedrock.keys.guardrailIdentifier.asString.notEquals(
        'arn:aws:bedrock:us-west-2:111122223333:guardrail/abcdef012345:1',
      ),
    ),
  allow(bedrock.ApplyGuardrail)
    .sid('ApplyGuardrail')
    .on(bedrock.guardrail('abcdef012345', { region: 'us-west-2', account: '111122223333' })),
);
