// What a training job needs, on its own bucket and image.
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
    ecr.GetAuthorizationToken,
  ).onAnyResource(),
  allow(s3.ListBucket).on(s3.bucket('my-ml-datasets')),
  allow(s3.GetObject, s3.PutObject).on(s3.object('my-ml-datasets', '*')),
  allow(ecr.BatchCheckLayerAvailability, ecr.GetDownloadUrlForLayer, ecr.BatchGetImage).on(
    ecr.repository('training', { region: 'eu-west-1', account: '111122223333' }),
  ),
);
