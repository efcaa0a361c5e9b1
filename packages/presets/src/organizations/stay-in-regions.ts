import { type AnyAction, aws, denyAllExcept, type IdentityStatement, unsafeAction } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { regionOf } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';
import { asksNoGuard, type GuardParameters } from './guards.ts';

/** Which regions are open; see {@link stayInRegions}. */
export interface RegionParameters extends GuardParameters {
  /** The regions, one or more. */
  readonly regions: readonly string[];
  /** What is open in every region, in place of {@link GLOBAL_SERVICES}: the global services that you use, and no more. */
  readonly everywhere?: readonly AnyAction[];
}

/**
 * What AWS's example of a region fence leaves open: services that are answered in one region for the whole world, such as IAM in
 * us-east-1, and those that such services need there. Some have more in them than that, KMS for one.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 *
 * Compared with the text of that page in AWS's own repository of the guide, all of whose list is here:
 * https://github.com/awsdocs/aws-organizations-docs/blob/19e0cbe3253a17cb5db2b6927ed5c5d169a00dd5/doc_source/orgs_manage_policies_scps_examples_general.md
 * The three of `route53-recovery` and `s3:ListMultiRegionAccessPoints` are not in it; others quote the page with them. The page as
 * it is today was not compared, and says of itself that it may lack the latest services. The fence of AWS Control Tower leaves more
 * open, such as `account:*` and `billing:*`, which took over from `aws-portal:*`; who uses these names them in `everywhere`:
 * https://docs.aws.amazon.com/controltower/latest/userguide/primary-region-deny-policy.html
 */
export const GLOBAL_SERVICES: readonly string[] = /* @__PURE__ */ Object.freeze(
  (
    'a4b:* acm:* aws-marketplace-management:* aws-marketplace:* aws-portal:* budgets:* ce:* chime:* cloudfront:* config:* ' +
    'cur:* directconnect:* ec2:DescribeRegions ec2:DescribeTransitGateways ec2:DescribeVpnGateways fms:* globalaccelerator:* ' +
    'health:* iam:* importexport:* kms:* mobileanalytics:* networkmanager:* organizations:* pricing:* route53:* ' +
    'route53domains:* route53-recovery-cluster:* route53-recovery-control-config:* route53-recovery-readiness:* ' +
    's3:GetAccountPublic* s3:ListAllMyBuckets s3:ListMultiRegionAccessPoints s3:PutAccountPublic* shield:* sts:* support:* ' +
    'supportplans:* trustedadvisor:* waf-regional:* waf:* wafv2:* wellarchitected:*'
  ).split(' '),
);

/**
 * A statement of a service control policy: denies everything outside of some regions, to everyone but the guards.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `regions[0]`
 */
export function stayInRegions(parameters: RegionParameters): IdentityStatement {
  const { regions, everywhere, ...guards } = checked(parameters);
  checkList(regions, 'regions');
  const [region, ...others] = regions;
  if (region === undefined) throw malformed('no region is open', 'regions', 'name one, such as `eu-west-1`');
  regions.forEach((each, i) => regionOf(each, guards.partition, `regions[${i}]`));
  if (everywhere !== undefined) checkList(everywhere, 'everywhere');
  const open = everywhere ?? GLOBAL_SERVICES.map((name) => unsafeAction(name));
  if (open.length === 0)
    throw malformed(
      'nothing is open everywhere',
      'everywhere',
      'IAM alone has no other region: name `iam.all`',
    );
  return denyAllExcept(...open)
    .onAnyResource()
    .when(aws.requestedRegion.notEquals(region, ...others), ...asksNoGuard(guards));
}
