// The policy that a new topic has.
// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
import { sns } from '@leastwise/aws/sns';
import { allow, principal, resourcePolicy, unsafeKey } from '@leastwise/policy';

export default resourcePolicy(
  allow(
    sns.GetTopicAttributes,
    sns.SetTopicAttributes,
    sns.AddPermission,
    sns.RemovePermission,
    sns.DeleteTopic,
    sns.Subscribe,
    sns.ListSubscriptionsByTopic,
    sns.Publish,
  )
    .to(principal.anyone)
    .on(sns.topic('scores', { region: 'us-east-2', account: '111122223333' }))
    .when(unsafeKey.string('AWS:SourceOwner').equals('111122223333')),
);
