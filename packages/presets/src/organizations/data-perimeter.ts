import { kms } from '@leastwise/aws/kms';
import { s3 } from '@leastwise/aws/s3';
import { secretsmanager } from '@leastwise/aws/secretsmanager';
import { sqs } from '@leastwise/aws/sqs';
import { sts } from '@leastwise/aws/sts';
import { aws, deny, principal, resourceControlPolicy, type ResourceControlPolicy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { accountOf } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/** Who is inside; see {@link dataPerimeter}. */
export interface DataPerimeterParameters {
  /** `o-a1b2c3d4e5` */
  readonly organizationId: string;
  /** Accounts outside of the organisation that are let in where a resource's own policy does so; `[]` for none. */
  readonly partners: readonly string[];
}

/**
 * A data perimeter as a resource control policy: whatever the policies of buckets, queues, keys, secrets and roles say, they are for
 * principals of the organisation and its partners, for services that work on behalf of the organisation's accounts, and over TLS alone.
 * Signing in through an identity provider stays open: that is what the trust of a role is for. Partners share roles and
 * resources, services do not work for them.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `partners[0]`
 * @example
 * ```ts
 * import { dataPerimeter } from '@leastwise/presets/organizations';
 *
 * export const perimeter = dataPerimeter({ organizationId: 'o-a1b2c3d4e5', partners: ['777788889999'] });
 * ```
 */
export function dataPerimeter(parameters: DataPerimeterParameters): ResourceControlPolicy {
  const { organizationId, partners } = checked(parameters);
  checkOrganization(organizationId);
  checkList(partners, 'partners');
  const [partner, ...others] = partners.map((account, i) => accountOf(account, `partners[${i}]`));
  const shared = [s3.all, sqs.all, kms.all, secretsmanager.all] as const;
  const strangers = deny(...shared, sts.AssumeRole)
    .to(principal.anyone)
    .onAnyResource()
    .when(
      aws.principalOrgId.ifExists.notEquals(organizationId),
      aws.principalIsAwsService.ifExists.is(false),
    );
  return resourceControlPolicy(
    partner === undefined
      ? strangers
      : strangers.when(aws.principalAccount.ifExists.notEquals(partner, ...others)),
    deny(...shared, sts.AssumeRole)
      .to(principal.anyone)
      .onAnyResource()
      .when(
        aws.sourceOrgId.ifExists.notEquals(organizationId),
        aws.sourceAccount.exists(),
        aws.principalIsAwsService.is(true),
      ),
    deny(...shared, sts.all)
      .to(principal.anyone)
      .onAnyResource()
      .when(aws.secureTransport.ifExists.is(false)),
  );
}

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
function checkOrganization(id: unknown): void {
  if (typeof id !== 'string' || !/^o-[a-z0-9]{10,32}$/.test(id))
    throw malformed(
      `\`${String(id)}\` is no id of an organisation`,
      'organizationId',
      'it is `o-` and 10 to 32 small letters and digits',
    );
}
