import { sts } from '@leastwise/aws/sts';
import {
  allow,
  type AnyResource,
  aws,
  type Principal,
  trustPolicy,
  type TrustPolicy,
} from '@leastwise/policy';
import type { Place } from './place.ts';

/**
 * Lets a service assume a role, only on behalf of the account's own jobs: without the conditions, another account could
 * have the service use the role for it. Where the service is known to say which job it works for, only jobs of that kind can.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function trustService(
  service: Principal<'Service'>,
  { account }: Place,
  jobs?: AnyResource,
): TrustPolicy {
  const statement = allow(sts.AssumeRole).to(service).when(aws.sourceAccount.equals(account));
  return trustPolicy(jobs === undefined ? statement : statement.when(aws.sourceArn.like(jobs)));
}

/**
 * Lets a service assume a role that only the role's own account can hand to it, with `iam:PassRole`. AWS documents no condition for the
 * trust of these services: they do not say on whose behalf they assume a role, and one would shut them out.
 */
export function trustServiceOfAccount(service: Principal<'Service'>): TrustPolicy {
  return trustPolicy(allow(sts.AssumeRole).to(service));
}
