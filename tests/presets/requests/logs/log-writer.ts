import { logWriter } from '@leastwise/presets/logs';
import type { Claim, Proof } from '../../proof.ts';
import { logArns } from '../../service-requests.ts';
import { AT, identitySide, SOMEONE } from '../../sides.ts';

const PAGE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html';
const parameters = { logGroupName: '/ml/labelling', ...AT } as const;
const { group, whole, stream } = logArns('/ml/labelling');
const other = logArns('/ml/labelling-salaries');

const claim = (text: string, action: string, resource: string): Claim => ({
  claim: text,
  action: `logs:${action}`,
  resource,
});

export const proofs: readonly Proof[] = [
  {
    preset: 'logs.logWriter',
    purpose: 'write the logs of one log group',
    parameters,
    sides: [identitySide(logWriter(parameters))],
    caller: SOMEONE,
    allowed: [
      claim('make the log group', 'CreateLogGroup', group),
      claim('make the log group, by its other ARN', 'CreateLogGroup', whole),
      claim('find its streams', 'DescribeLogStreams', whole),
      claim('make a stream', 'CreateLogStream', stream),
      claim('write to a stream', 'PutLogEvents', stream),
    ].map((each) => ({ ...each, page: PAGE })),
    nearMisses: [
      claim('make another log group', 'CreateLogGroup', other.group),
      claim('write to a group whose name goes on', 'PutLogEvents', other.stream),
      claim('write to another region', 'PutLogEvents', stream.replace('eu-west-1', 'us-east-1')),
      claim('write to another account', 'PutLogEvents', stream.replace('111122223333', '444455556666')),
      claim('read the log', 'GetLogEvents', stream),
      claim('delete the log group', 'DeleteLogGroup', whole),
      claim('keep it for another time', 'PutRetentionPolicy', whole),
    ],
    peer: { managedPolicies: ['CloudWatchLogsFullAccess'], extras: [] },
  },
];
