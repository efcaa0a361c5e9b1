// Clusters of the own department.
// https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-fine-grained-cluster-access.html
import { elasticmapreduce } from '@leastwise/aws/elasticmapreduce';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    elasticmapreduce.DescribeCluster,
    elasticmapreduce.ListSteps,
    elasticmapreduce.TerminateJobFlows,
    elasticmapreduce.SetTerminationProtection,
    elasticmapreduce.ListInstances,
    elasticmapreduce.ListInstanceGroups,
    elasticmapreduce.ListBootstrapActions,
    elasticmapreduce.DescribeStep,
  )
    .sid('Stmt12345678901234')
    .onAnyResource()
    .when(elasticmapreduce.keys.resourceTag('department').equals('dev')),
);
