// Sessions that began before a moment are worth nothing.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { aws, deny, policy, unsafeAction } from '@leastwise/policy';

export default policy(
  deny(unsafeAction('*')).onAnyResource().when(aws.tokenIssueTime.before('2026-11-21T00:00:00Z')),
);
