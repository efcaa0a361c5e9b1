// The cluster of a pipeline: started, given its steps, ended.
// https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-pipelines.html
import { elasticmapreduce } from '@leastwise/aws/elasticmapreduce';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    elasticmapreduce.AddJobFlowSteps,
    elasticmapreduce.CancelSteps,
    elasticmapreduce.DescribeStep,
    elasticmapreduce.RunJobFlow,
    elasticmapreduce.DescribeCluster,
    elasticmapreduce.TerminateJobFlows,
    elasticmapreduce.ListSteps,
  ).on(elasticmapreduce.cluster('*', { region: '*', account: '*' })),
);
