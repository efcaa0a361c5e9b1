import { iam } from '@leastwise/aws/iam';
import { anyAction, aws, deny, type IdentityStatement } from '@leastwise/policy';

/** The root user of any account, of any partition. */
const ROOT = 'arn:*:iam::*:root';

/**
 * A statement of a service control policy: denies everything to the root users of member accounts.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
 */
export function denyRootUser(): IdentityStatement {
  return deny(anyAction).onAnyResource().when(aws.principalArn.like(ROOT));
}

/**
 * A statement of a service control policy: denies the root users of member accounts to make access keys for themselves; it leaves
 * them what only they can do.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html
 */
export function denyRootKeys(): IdentityStatement {
  return deny(iam.CreateAccessKey).onAnyResource().when(aws.principalArn.like(ROOT));
}
