// The ARN of a managed policy, where the role that it is attached to is wanted.
import { iam } from '@leastwise/aws/iam';
import { allow } from '@leastwise/policy';

allow(iam.AttachRolePolicy).on(iam.policy('train', { account: '111122223333' }));
