// Links between the accounts of an observability setup.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account-Setup.html
import { oam } from '@leastwise/aws/oam';
import { allow, aws, policy } from '@leastwise/policy';

export default policy(
  allow(oam.CreateLink, oam.UpdateLink, oam.DeleteLink, oam.GetLink, oam.TagResource).on(
    oam.link('*', { region: '*', account: '*', partition: '*' }),
  ),
  allow(oam.CreateLink, oam.UpdateLink)
    .on(oam.sink('*', { region: '*', account: '*', partition: '*' }))
    .when(aws.resourceAccount.equals('999999999999')),
);
