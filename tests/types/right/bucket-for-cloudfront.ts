// A distribution of CloudFront reads.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
import { s3 } from '@leastwise/aws/s3';
import { allow, aws, principal, resourcePolicy } from '@leastwise/policy';

export default resourcePolicy(
  allow(s3.GetObject)
    .to(principal.service('cloudfront.amazonaws.com'))
    .on(s3.object('my-ml-datasets', '*'))
    .when(aws.sourceArn.asString.equals('arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE')),
);
