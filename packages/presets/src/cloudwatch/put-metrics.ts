import { cloudwatch } from '@leastwise/aws/cloudwatch';
import { allow, type IdentityStatement } from '@leastwise/policy';

/**
 * Allows publishing metrics in one namespace. A metric has no ARN, so the namespace is the only limit there is.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export function putMetrics(namespace: string): IdentityStatement {
  return allow(cloudwatch.PutMetricData).onAnyResource().when(cloudwatch.keys.namespace.equals(namespace));
}
