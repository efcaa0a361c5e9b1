// What a training job needs.
// https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
import { cloudwatch } from '@leastwise/aws/cloudwatch';
import { ecr } from '@leastwise/aws/ecr';
import { logs } from '@leastwise/aws/logs';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    cloudwatch.PutMetricData,
    logs.CreateLogStream,
    logs.PutLogEvents,
    logs.CreateLogGroup,
    logs.DescribeLogStreams,
    s3.GetObject,
    s3.PutObject,
    s3.ListBucket,
    ecr.GetAuthorizationToken,
    ecr.BatchCheckLayerAvailability,
    ecr.GetDownloadUrlForLayer,
    ecr.BatchGetImage,
  ).onAnyResource(),
);
