// Some regions only, but for two roles and for services that have no region.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
import { a4b } from '@leastwise/aws/a4b';
import { acm } from '@leastwise/aws/acm';
import { awsMarketplace } from '@leastwise/aws/aws-marketplace';
import { awsMarketplaceManagement } from '@leastwise/aws/aws-marketplace-management';
import { awsPortal } from '@leastwise/aws/aws-portal';
import { budgets } from '@leastwise/aws/budgets';
import { ce } from '@leastwise/aws/ce';
import { chime } from '@leastwise/aws/chime';
import { cloudfront } from '@leastwise/aws/cloudfront';
import { config } from '@leastwise/aws/config';
import { cur } from '@leastwise/aws/cur';
import { directconnect } from '@leastwise/aws/directconnect';
import { ec2 } from '@leastwise/aws/ec2';
import { fms } from '@leastwise/aws/fms';
import { globalaccelerator } from '@leastwise/aws/globalaccelerator';
import { health } from '@leastwise/aws/health';
import { iam } from '@leastwise/aws/iam';
import { importexport } from '@leastwise/aws/importexport';
import { kms } from '@leastwise/aws/kms';
import { mobileanalytics } from '@leastwise/aws/mobileanalytics';
import { networkmanager } from '@leastwise/aws/networkmanager';
import { organizations } from '@leastwise/aws/organizations';
import { pricing } from '@leastwise/aws/pricing';
import { route53 } from '@leastwise/aws/route53';
import { route53domains } from '@leastwise/aws/route53domains';
import { s3 } from '@leastwise/aws/s3';
import { shield } from '@leastwise/aws/shield';
import { sts } from '@leastwise/aws/sts';
import { support } from '@leastwise/aws/support';
import { trustedadvisor } from '@leastwise/aws/trustedadvisor';
import { waf } from '@leastwise/aws/waf';
import { wafRegional } from '@leastwise/aws/waf-regional';
import { wafv2 } from '@leastwise/aws/wafv2';
import { wellarchitected } from '@leastwise/aws/wellarchitected';
import { aws, denyAllExcept, serviceControlPolicy } from '@leastwise/policy';

export default serviceControlPolicy(
  denyAllExcept(
    a4b.all,
    acm.all,
    awsMarketplaceManagement.all,
    awsMarketplace.all,
    awsPortal.all,
    budgets.all,
    ce.all,
    chime.all,
    cloudfront.all,
    config.all,
    cur.all,
    directconnect.all,
    ec2.DescribeRegions,
    ec2.DescribeTransitGateways,
    ec2.DescribeVpnGateways,
    fms.all,
    globalaccelerator.all,
    health.all,
    iam.all,
    importexport.all,
    kms.all,
    mobileanalytics.all,
    networkmanager.all,
    organizations.all,
    pricing.all,
    route53.all,
    route53domains.all,
    s3.match('GetAccountPublic*'),
    s3.ListAllMyBuckets,
    s3.match('PutAccountPublic*'),
    shield.all,
    sts.all,
    support.all,
    trustedadvisor.all,
    wafRegional.all,
    waf.all,
    wafv2.all,
    wellarchitected.all,
  )
    .onAnyResource()
    .when(
      aws.requestedRegion.notEquals('eu-central-1', 'eu-west-1'),
      aws.principalArn.notLike(
        'arn:aws:iam::*:role/Role1AllowedToBypassThisSCP',
        'arn:aws:iam::*:role/Role2AllowedToBypassThisSCP',
      ),
    )
    .sid('DenyAllOutsideEU'),
);
