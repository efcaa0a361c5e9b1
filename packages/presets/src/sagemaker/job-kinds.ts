import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityStatement } from '@leastwise/policy';
import { malformed } from '../parameters/malformed.ts';
import { namesFrom } from '../parameters/name-prefix.ts';
import type { Place } from '../parameters/place.ts';
import { checkList, within } from '../parameters/within.ts';
import { type JobLimits, limitsOfJobs, limitsOfTransforms } from './job-limits.ts';

/** The kinds of jobs that people and pipelines start. */
export type JobKind = 'training' | 'processing' | 'tuning' | 'transform';

/** What jobs someone starts, and how. */
export interface JobsToStart {
  readonly jobs: readonly JobKind[];
  /** What the names of the jobs begin with, such as `churn-`; `*` for any name. */
  readonly jobNamePrefix: string;
  readonly limits?: JobLimits;
}

const KINDS = {
  training: {
    create: sagemaker.CreateTrainingJob,
    describe: sagemaker.DescribeTrainingJob,
    stop: sagemaker.StopTrainingJob,
    named: (names: string, place: Place) => sagemaker.trainingJob(names, place),
    logGroup: '/aws/sagemaker/TrainingJobs',
  },
  processing: {
    create: sagemaker.CreateProcessingJob,
    describe: sagemaker.DescribeProcessingJob,
    stop: sagemaker.StopProcessingJob,
    named: (names: string, place: Place) => sagemaker.processingJob(names, place),
    logGroup: '/aws/sagemaker/ProcessingJobs',
  },
  tuning: {
    create: sagemaker.CreateHyperParameterTuningJob,
    describe: sagemaker.DescribeHyperParameterTuningJob,
    stop: sagemaker.StopHyperParameterTuningJob,
    named: (names: string, place: Place) => sagemaker.hyperParameterTuningJob(names, place),
    logGroup: '/aws/sagemaker/TrainingJobs',
  },
  transform: {
    create: sagemaker.CreateTransformJob,
    describe: sagemaker.DescribeTransformJob,
    stop: sagemaker.StopTransformJob,
    named: (names: string, place: Place) => sagemaker.transformJob(names, place),
    logGroup: '/aws/sagemaker/TransformJobs',
  },
} as const;

/**
 * Allows starting jobs whose names begin alike, tagging them as they are started, following and stopping them; nothing where
 * there is no kind of job. A tag that is set later could open a job to others, so it is not allowed.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `jobs[0]`
 */
export function startJobs(
  { jobs, jobNamePrefix, limits = {} }: JobsToStart,
  place: Place,
): readonly IdentityStatement[] {
  checkJobs(jobs);
  const names = namesFrom(jobNamePrefix, 'jobNamePrefix');
  const [first, ...others] = jobs.map((job) => KINDS[job]);
  if (first === undefined) return [];
  const all = [first, ...others];
  const resources = all.map(({ named }) => named(names, place));
  return [
    ...createJobs(jobs, names, limits, place),
    allow(
      first.describe,
      first.stop,
      ...others.map(({ describe }) => describe),
      ...others.map(({ stop }) => stop),
    ).on(...resources),
    allow(sagemaker.AddTags)
      .on(...resources)
      .when(sagemaker.keys.taggingAction.equals(operation(first), ...others.map(operation))),
  ];
}

/** Where jobs of these kinds log, each group once. */
export function logGroupsOf(jobs: readonly JobKind[]): readonly string[] {
  return [...new Set(jobs.map((job) => KINDS[job].logGroup))];
}

function createJobs(
  jobs: readonly JobKind[],
  names: string,
  limits: JobLimits,
  place: Place,
): readonly IdentityStatement[] {
  const [first, ...others] = jobs.filter((job) => job !== 'transform').map((job) => KINDS[job]);
  const transforms = allow(sagemaker.CreateTransformJob).on(sagemaker.transformJob(names, place));
  const ofTransforms = within('limits', () => limitsOfTransforms(limits));
  const ofJobs = within('limits', () => limitsOfJobs(limits, place));
  const made =
    first === undefined
      ? undefined
      : allow(first.create, ...others.map(({ create }) => create)).on(
          ...[first, ...others].map(({ named }) => named(names, place)),
        );
  return [
    ...(made === undefined ? [] : [ofJobs.length === 0 ? made : made.when(...ofJobs)]),
    ...(jobs.includes('transform')
      ? [ofTransforms.length === 0 ? transforms : transforms.when(...ofTransforms)]
      : []),
  ];
}

/** The name of an action without its service, which is what `sagemaker:TaggingAction` holds. */
function operation({ create }: { readonly create: string }): string {
  return create.slice('sagemaker:'.length);
}

function checkJobs(jobs: readonly JobKind[]): void {
  checkList(jobs, 'jobs');
  const wrong = jobs.findIndex((job, i) => !Object.hasOwn(KINDS, job) || jobs.indexOf(job) !== i);
  if (wrong >= 0)
    throw malformed(
      `\`${String(jobs[wrong])}\` is no kind of job, or named twice`,
      `jobs[${wrong}]`,
      `the kinds are ${Object.keys(KINDS).join(', ')}`,
    );
}
