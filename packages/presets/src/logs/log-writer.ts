import { type IdentityPolicy, policy } from '@leastwise/policy';
import { plainName } from '../parameters/literal-text.ts';
import { placeOf } from '../parameters/place.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { writeLogs } from './write-logs.ts';

/** Where logs go; see {@link logWriter}. */
export interface LogWriterParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** The name of one log group, taken literally. */
  readonly logGroupName: string;
}

/**
 * A policy to write the logs of one log group: to make it, its streams and entries in them; and to read and delete none.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { logWriter } from '@leastwise/presets/logs';
 *
 * export const labelling = logWriter({ logGroupName: '/ml/labelling', region: 'eu-west-1', account: '111122223333' });
 * ```
 */
export function logWriter<const Region extends string, const Account extends string>(
  parameters: LogWriterParameters<Region, Account>,
): IdentityPolicy {
  const place = placeOf(parameters);
  const group = plainName(parameters.logGroupName, 'logGroupName');
  return policy(...writeLogs(group, place, { describesStreams: true }));
}
