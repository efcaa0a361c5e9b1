// S3 writes the inventory of another bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.PutObject)
    .to(principal.service('s3.amazonaws.com'))
    .on(s3.object('my-ml-datasets', '*'))
    .when(
      aws.sourceArn.like('arn:aws:s3:::my-ml-results'),
      aws.sourceAccount.equals('111122223333'),
      s3.keys.xAmzAcl.equals('bucket-owner-full-control'),
    )
    .sid('InventoryAndAnalyticsExamplePolicy'),
);
