import { metricWriter } from '@leastwise/presets/cloudwatch';
import type { Proof } from '../../proof.ts';
import { identitySide, SOMEONE } from '../../sides.ts';

const PAGE =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html';
const parameters = { namespace: 'ml/drift' } as const;
const put = (claim: string, namespace: string | undefined) => ({
  claim,
  action: 'cloudwatch:PutMetricData',
  resource: '*',
  context: namespace === undefined ? {} : { 'cloudwatch:namespace': namespace },
});

export const proofs: readonly Proof[] = [
  {
    preset: 'cloudwatch.metricWriter',
    purpose: 'publish metrics in one namespace',
    parameters,
    sides: [identitySide(metricWriter(parameters))],
    caller: SOMEONE,
    allowed: [{ ...put('publish a metric', 'ml/drift'), page: PAGE }],
    nearMisses: [
      put('publish in another namespace', 'ml/drift/payroll'),
      put("publish among AWS's own", 'AWS/EC2'),
      put('publish without a namespace', undefined),
      { claim: 'read metrics', action: 'cloudwatch:GetMetricData', resource: '*' },
      { claim: 'silence an alarm', action: 'cloudwatch:DisableAlarmActions', resource: '*' },
    ],
    peer: { managedPolicies: ['CloudWatchAgentServerPolicy'], extras: [] },
  },
];
