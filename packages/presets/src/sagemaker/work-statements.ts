import type { IdentityStatement, Resource } from '@leastwise/policy';
import { useKeyThroughS3 } from '../kms/use-key-through-s3.ts';
import { writeLogs } from '../logs/write-logs.ts';
import { checked } from '../parameters/checked.ts';
import type { Place } from '../parameters/place.ts';
import { each, within } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeObjects } from '../s3/write-objects.ts';
import { type JobsOfPeople, startAndFollowJobs } from './data-scientist.ts';

/** What people have at hand where they work: in a notebook instance or in Studio. */
export interface Work {
  /** What is read: data sets, code, results of jobs. */
  readonly reads: readonly S3Path[];
  /** What is written. */
  readonly writes: readonly S3Path[];
  /** The key that encrypts what is read and written in Amazon S3, made with `kms.key(...)`. */
  readonly kmsKey?: Resource<'kms:key'>;
  /** The jobs that are started from here, and their roles. */
  readonly starts?: JobsOfPeople;
}

/** Allows working with data, starting jobs, and writing the logs of the place of work. */
export function workStatements(
  { reads, writes, kmsKey, starts }: Work,
  logGroup: string,
  place: Place,
): readonly IdentityStatement[] {
  if (starts !== undefined) checked(starts, 'starts');
  const { partition } = place;
  const sources = each('reads', reads, (path) => readDataSet({ ...path, partition }));
  const targets = each('writes', writes, (path) => [writeObjects({ ...path, partition })]);
  return [
    ...sources,
    ...targets,
    ...useKeyThroughS3(kmsKey, { reads: sources.length > 0, writes: targets.length > 0 }, place),
    ...writeLogs(logGroup, place, { describesStreams: true }),
    ...(starts === undefined ? [] : within('starts', () => startAndFollowJobs(starts, place))),
  ];
}
