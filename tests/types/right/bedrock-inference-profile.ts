// A model through its inference profile alone.
// https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
import { bedrock } from '@leastwise/aws/bedrock';
import { allow, arn, policy } from '@leastwise/policy';

export default policy(
  allow(bedrock.match('InvokeModel*')).on(
    arn('arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0'),
  ),
  allow(bedrock.match('InvokeModel*'))
    .on(
      bedrock.foundationModel('anthropic.claude-3-haiku-20240307-v1:0', { region: 'us-east-1' }),
      bedrock.foundationModel('anthropic.claude-3-haiku-20240307-v1:0', { region: 'us-west-2' }),
    )
    .when(
      bedrock.keys.inferenceProfileArn.asString.like(
        'arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0',
      ),
    ),
);
