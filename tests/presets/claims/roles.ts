import type { Context } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { OTHER_ACCOUNT } from '../sides.ts';
import { ask, type Requests, saidBy } from './requests.ts';
import { ADMIN_ROLE, JOB_ROLE } from './world.ts';

/** A service assumes a role for something of the account; `foreign` is of another kind, or of another region. */
export function trustedBy(
  page: string,
  service: string,
  role: string,
  source: { readonly arn: string; readonly foreign: string },
): Requests {
  const assume = (claim: string, principal: string, context: Context): Claim => ({
    ...ask(claim, 'sts:AssumeRole', role, context),
    principal,
  });
  const own = { 'aws:SourceAccount': '111122223333', 'aws:SourceArn': source.arn };
  return {
    allowed: saidBy(page, assume('assume the role', service, own)),
    nearMisses: [
      assume('have it assumed for another account', service, { ...own, 'aws:SourceAccount': OTHER_ACCOUNT }),
      assume('have it assumed for something else', service, { ...own, 'aws:SourceArn': source.foreign }),
      assume('have it assumed by another service', 'lambda.amazonaws.com', own),
    ],
  };
}

/** A service assumes a role for an account, and says no more than that. */
export function trustedForAccount(page: string, service: string, role: string): Requests {
  const assume = (claim: string, principal: string, account: string): Claim => ({
    ...ask(claim, 'sts:AssumeRole', role, { 'aws:SourceAccount': account }),
    principal,
  });
  return {
    allowed: saidBy(page, assume('assume the role', service, '111122223333')),
    nearMisses: [
      assume('have it assumed for another account', service, OTHER_ACCOUNT),
      assume('have it assumed by another service', 'lambda.amazonaws.com', '111122223333'),
    ],
  };
}

/** Passes the role of jobs to a service, and no other role, and to no other service. */
export function passesRole(page: string, service: string, role: string = JOB_ROLE): Requests {
  const to = (name: string): Context => ({ 'iam:PassedToService': name });
  return {
    allowed: saidBy(page, ask('pass the role of the job', 'iam:PassRole', role, to(service))),
    nearMisses: [
      ask('pass the role of admins', 'iam:PassRole', ADMIN_ROLE, to(service)),
      ask('pass the role to another service', 'iam:PassRole', role, to('ec2.amazonaws.com')),
      ask('pass the role to nobody knows whom', 'iam:PassRole', role),
    ],
  };
}
