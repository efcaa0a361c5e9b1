// Jobs of one virtual cluster, under one role.
// https://docs.aws.amazon.com/step-functions/latest/dg/emr-eks-iam.html
import { emrContainers } from '@leastwise/aws/emr-containers';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(emrContainers.StartJobRun)
    .on(
      emrContainers.virtualCluster('0123456789abcdef', {
        region: 'us-east-1',
        account: '111122223333',
      }),
    )
    .when(emrContainers.keys.executionRoleArn.asString.equals('arn:aws:iam::111122223333:role/spark')),
  allow(emrContainers.DescribeJobRun, emrContainers.CancelJobRun).on(
    emrContainers.jobRun('0123456789abcdef', '*', {
      region: 'us-east-1',
      account: '111122223333',
    }),
  ),
);
