// A channel that partners write to by an id.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html
import { cloudtrailData } from '@leastwise/aws/cloudtrail-data';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(cloudtrailData.PutAuditEvents)
    .to(principal.account('444455556666'))
    .on(
      cloudtrailData.channel('EXAMPLE-80b5-40a7-ae65-6e099392355b', {
        region: 'us-east-1',
        account: '111122223333',
      }),
    )
    .when(cloudtrailData.keys.cloudtrailExternalId.equals('uniquePartnerExternalID'))
    .sid('ChannelPolicy'),
);
