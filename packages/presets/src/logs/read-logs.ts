import { logs } from '@leastwise/aws/logs';
import { allow, type IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';

/**
 * Allows reading the streams of log groups whose names begin alike, and listing the names of all; nothing where there is no
 * group.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export function readLogs(
  groups: readonly string[],
  streams: string,
  place: Place,
): readonly IdentityStatement[] {
  if (groups.length === 0) return [];
  return [
    allow(logs.DescribeLogStreams).on(...groups.map((group) => logs.logGroup(`${group}:*`, place))),
    allow(logs.GetLogEvents).on(...groups.map((group) => logs.logStream(group, streams, place))),
  ];
}
