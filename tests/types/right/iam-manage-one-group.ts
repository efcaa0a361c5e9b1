// Membership of one group.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_manage-group-membership.html
import { iam } from '@leastwise/aws/iam';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(iam.ListGroups, iam.ListUsers, iam.GetUser, iam.ListGroupsForUser).onAnyResource().sid('ViewGroups'),
  allow(iam.AddUserToGroup, iam.RemoveUserFromGroup, iam.GetGroup)
    .on(iam.group('MarketingTeam', { account: '*' }))
    .sid('ViewEditThisGroup'),
);
