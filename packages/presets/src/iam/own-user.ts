import { iam } from '@leastwise/aws/iam';
import { aws, literal, type Partition, type Resource } from '@leastwise/policy';
import type { CheckAccount } from '@leastwise/policy/catalog';
import { accountOf, partitionOf } from '../parameters/place.ts';
import { checkPath } from '../parameters/role.ts';

/** Where the users are who look after themselves. */
export interface OwnUserParameters<Account extends string = string> {
  readonly account: CheckAccount<Account>;
  /** `aws` unless said otherwise. */
  readonly partition?: Partition;
  /** The path of the users, which begins and ends with a slash; `/` unless said otherwise. */
  readonly path?: string;
}

/** The caller's own user, and their own virtual MFA device, which has the user's name and no path. */
export function ownUser({
  account,
  partition,
  path = '/',
}: Omit<OwnUserParameters, 'account'> & { readonly account: string }): {
  readonly user: Resource<'iam:user'>;
  readonly device: Resource<'iam:mfa'>;
} {
  const at = { account: accountOf(account), partition: partitionOf(partition) };
  checkPath(path);
  const name = aws.username.variable;
  return { user: iam.user(`${literal(path.slice(1))}${name}`, at), device: iam.mfa(name, at) };
}
