import { logs } from '@leastwise/aws/logs';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';

/** Allows making a log group, streams in it and entries in these. The group may be a pattern that ends in `*`. */
export function writeLogs(
  group: string,
  place: Place,
  { describesStreams }: { readonly describesStreams: boolean },
): readonly IdentityStatement[] {
  const onGroup = describesStreams
    ? allow(logs.CreateLogGroup, logs.DescribeLogStreams)
    : allow(logs.CreateLogGroup);
  return [
    onGroup.on(...logGroup(group, place)),
    allow(logs.CreateLogStream, logs.PutLogEvents).on(logs.logStream(group, '*', place)),
  ];
}

/**
 * A log group has two ARNs: the one of the service reference, and one that goes on after a colon, which CloudWatch Logs
 * checks for most actions (`...:log-group:NAME:log-stream:`).
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
function logGroup(group: string, place: Place): readonly Resource<'logs:log-group'>[] {
  const whole = logs.logGroup(group, place);
  return group.endsWith('*') ? [whole] : [whole, logs.logGroup(`${group}:*`, place)];
}
