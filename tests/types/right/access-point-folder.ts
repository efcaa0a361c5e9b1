// A folder of an access point.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject, s3.PutObject)
    .to(principal.user('arn:aws:iam::111122223333:user/Jane'))
    .on(s3.accesspointobject('my-access-point', 'Jane/*', { region: 'eu-west-1', account: '111122223333' })),
);
