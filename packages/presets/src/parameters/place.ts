import { type Partition, parseArn } from '@leastwise/policy';
import { LeastwiseError } from '@leastwise/core';
import { checked } from './checked.ts';
import { malformed } from './malformed.ts';

/** Where a role works: all three said, none of them a pattern. */
export interface Place {
  readonly partition: Partition;
  readonly region: string;
  readonly account: string;
}

/** Checks where a role works; the partition is `aws` unless said otherwise. */
export function placeOf(given: {
  readonly partition?: Partition;
  readonly region: string;
  readonly account: string;
}): Place {
  checked(given);
  const partition = partitionOf(given.partition);
  const region = regionOf(given.region, partition);
  const account = accountOf(given.account);
  return { partition, region, account };
}

/** Checks the name of a region. */
export function regionOf(given: unknown, partition: Partition = 'aws', path = 'region'): string {
  const region = checkPart(given, 'region', 'name one region, such as `eu-west-1`', path);
  refuseUnknown(`arn:${partition}:sts:${region}::any`, path);
  return region;
}

/** Checks the id of an account, which is text because some begin with zero. */
export function accountOf(given: string, path = 'account'): string {
  checkPart(given, 'account', 'write all 12 digits of the account id, as text', path);
  refuseUnknown(`arn:aws:sts::${given}:any`, path);
  return given;
}

export function partitionOf(given: Partition | undefined): Partition {
  if (given === undefined) return 'aws';
  checkPart(given, 'partition', 'leave it out for `aws`');
  refuseUnknown(`arn:${given}:sts:::any`, 'partition');
  return given;
}

/** Builders take patterns and policy variables here; a preset takes neither. */
function checkPart(text: unknown, part: string, hint: string, path: string = part): string {
  if (typeof text !== 'string' || !/^[a-z0-9-]+$/.test(text))
    throw malformed(`\`${String(text)}\` is no ${part}`, path, hint);
  return text;
}

/** The lists of what there is are the policy package's; its errors name the ARN, a preset's the parameter. */
function refuseUnknown(arn: string, path: string): void {
  try {
    parseArn(arn);
  } catch (error) {
    if (!(error instanceof LeastwiseError)) throw error;
    throw malformed(error.what.replace('malformed ARN: ', ''), path);
  }
}
