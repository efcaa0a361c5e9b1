import { sagemaker } from '@leastwise/aws/sagemaker';
import {
  allow,
  type IdentityPolicy,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
} from '@leastwise/policy';
import { passRoles } from '../iam/pass-roles.ts';
import { readLogs } from '../logs/read-logs.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { namesFrom } from '../parameters/name-prefix.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { type Place, placeOf } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';
import { type JobsToStart, logGroupsOf, startJobs } from './job-kinds.ts';
import { makeModels } from './make-models.ts';

/** What jobs people start, and with which roles. */
export interface JobsOfPeople extends JobsToStart {
  /** The roles that jobs may be started with, made with `iam.role(...)`. */
  readonly roles: readonly Resource<'iam:role'>[];
}

/** What a data scientist may start; see {@link dataScientist}. */
export interface DataScientistParameters<Region extends string = string, Account extends string = string>
  extends PlaceParameters<Region, Account>, JobsOfPeople {}

/**
 * The policy of people who start jobs in Amazon SageMaker AI: only with these roles, only under names that begin alike, and,
 * where limits are given, only in the team's network and with its keys. They follow and stop their jobs, read what these
 * log, and see the names of all jobs and models. Who runs transform jobs makes models for them too.
 *
 * Whoever can start a job with a role can do what the role can: give `roles` the execution roles of jobs, and never their own.
 *
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html and
 * https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html#sagemaker-condition-examples
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `roles[0]`
 */
export function dataScientist<const Region extends string, const Account extends string>(
  parameters: DataScientistParameters<Region, Account>,
): IdentityPolicy {
  return policy(...startAndFollowJobs(parameters, placeOf(parameters)));
}

/** The statements of {@link dataScientist}, which notebooks and Studio have too. */
export function startAndFollowJobs(
  { jobs, jobNamePrefix, limits = {}, roles }: JobsOfPeople,
  place: Place,
): readonly IdentityStatement[] {
  checked(limits, 'limits');
  checkList(jobs, 'jobs');
  if (jobs.length === 0) throw malformed('no kind of job is named', 'jobs', 'name one, such as `training`');
  checkList(roles, 'roles');
  if (roles.length === 0)
    throw malformed(
      'no job starts without a role',
      'roles',
      'name one, made with `iam.role(name, { account })`',
    );
  const names = namesFrom(jobNamePrefix, 'jobNamePrefix');
  return [
    ...startJobs({ jobs, jobNamePrefix, limits }, place),
    ...(jobs.includes('transform') ? makeModels(names, limits, place) : []),
    ...passRoles(roles, principal.services.sagemaker),
    ...readLogs(logGroupsOf(jobs), names, place),
    allow(
      sagemaker.ListTrainingJobs,
      sagemaker.ListProcessingJobs,
      sagemaker.ListTransformJobs,
      sagemaker.ListHyperParameterTuningJobs,
      sagemaker.ListModels,
    ).onAnyResource(),
  ];
}
