/* What the requests of roles for services have in common: who assumes them, and their logs. */
import type { Policies } from '@leastwise/evaluate';
import type { AllowedClaim, Claim } from './proof.ts';
import { ACCOUNT, OTHER_ACCOUNT } from './sides.ts';

/** A repository of another account that lets everyone pull, as AWS's own do. */
export const OPEN_REPOSITORY: Policies = {
  resource: { Statement: { Effect: 'Allow', Principal: '*', Action: 'ecr:*' } },
};

/** A role's trust, asked by the service that it is for: as AWS asks, and as nobody else may. */
export interface TrustRequests {
  /** The ARN of the role. */
  readonly role: string;
  /** `states.amazonaws.com` */
  readonly service: string;
  /** A service that the role is not for. */
  readonly otherService: string;
  /** The resource on whose behalf the service asks, where it says so. */
  readonly source?: string;
  /** Resources on whose behalf it must not. */
  readonly otherSources?: readonly string[];
  readonly page: string;
}

/** What the service may do with the role's trust. */
export function assumedBy({ role, service, source, page }: TrustRequests): AllowedClaim {
  return { ...assume(role, `be assumed by ${service}`, service, source, ACCOUNT), page };
}

/** Who may not assume the role. */
export function notAssumedBy({
  role,
  service,
  otherService,
  source,
  otherSources = [],
}: TrustRequests): Claim[] {
  const foreign = source?.replace(ACCOUNT, OTHER_ACCOUNT);
  return [
    assume(role, `be assumed by ${otherService}`, otherService, source, ACCOUNT),
    assume(role, 'be assumed by a user of the account', `arn:aws:iam::${ACCOUNT}:user/ana`, source, ACCOUNT),
    ...otherSources.map((other) => assume(role, `be assumed on behalf of ${other}`, service, other, ACCOUNT)),
    ...(source === undefined
      ? []
      : [
          assume(role, 'be assumed on behalf of another account', service, foreign, OTHER_ACCOUNT),
          // One condition is not as good as both: what a service says of itself, it says piece by piece.
          assume(role, 'be assumed where only the account is another', service, source, OTHER_ACCOUNT),
        ]),
  ];
}

function assume(
  role: string,
  claim: string,
  principal: string,
  source: string | undefined,
  account: string,
): Claim {
  const context = source === undefined ? {} : { 'aws:SourceAccount': account, 'aws:SourceArn': source };
  return { claim, action: 'sts:AssumeRole', resource: role, principal, context };
}

/** The two ARNs of a log group, and one of a stream in it. */
export function logArns(group: string): {
  readonly group: string;
  readonly whole: string;
  readonly stream: string;
} {
  const arn = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${group}`;
  return { group: arn, whole: `${arn}:*`, stream: `${arn}:log-stream:2026/11/21` };
}
