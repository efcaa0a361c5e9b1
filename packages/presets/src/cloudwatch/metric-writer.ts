import { type IdentityPolicy, policy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { putMetrics } from './put-metrics.ts';

/** Where metrics go; see {@link metricWriter}. */
export interface MetricWriterParameters {
  /** The one namespace, taken literally. */
  readonly namespace: string;
}

/**
 * A policy to publish metrics in one namespace of Amazon CloudWatch.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `namespace` as its path
 * @example
 * ```ts
 * import { metricWriter } from '@leastwise/presets/cloudwatch';
 *
 * export const drift = metricWriter({ namespace: 'ml/drift' });
 * ```
 */
export function metricWriter(parameters: MetricWriterParameters): IdentityPolicy {
  const { namespace } = checked(parameters);
  if (typeof namespace !== 'string' || !/^[\w./#:-]{1,255}$/.test(namespace))
    throw malformed(
      `a namespace has 1 to 255 letters, digits or characters of _./#:-, unlike \`${namespace}\``,
      'namespace',
    );
  return policy(putMetrics(namespace));
}
