import { glue } from '@leastwise/aws/glue';
import { allow, aws, type IdentityPolicy, policy, principal, type Resource } from '@leastwise/policy';
import { passRoles } from '../iam/pass-roles.ts';
import { checked } from '../parameters/checked.ts';
import { literalText } from '../parameters/literal-text.ts';
import { malformed } from '../parameters/malformed.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { placeOf } from '../parameters/place.ts';
import { checkList } from '../parameters/within.ts';

/** Which jobs; see {@link jobRunner}. */
export interface JobRunnerParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** Names of the jobs, taken literally; one or more. */
  readonly jobNames: readonly string[];
  /**
   * The roles that the jobs may be given, made with `iam.role(...)`: who has any may also make and change the jobs, scripts
   * included, and so do what the roles can.
   */
  readonly roles: readonly Resource<'iam:role'>[];
}

/** Which roles; see {@link sessionUser}. */
export interface SessionUserParameters<
  Region extends string = string,
  Account extends string = string,
> extends PlaceParameters<Region, Account> {
  /** The runtime roles of sessions, made with `iam.role(...)`; see {@link sessionRole}. */
  readonly roles: readonly Resource<'iam:role'>[];
}

/**
 * The policy of people who run jobs in AWS Glue: start, follow and stop them, and, with roles, make and change them.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/api-permissions-reference.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `jobNames[0]`
 */
export function jobRunner<const Region extends string, const Account extends string>(
  parameters: JobRunnerParameters<Region, Account>,
): IdentityPolicy {
  const { jobNames, roles } = checked(parameters);
  const place = placeOf(parameters);
  checkList(jobNames, 'jobNames');
  const jobs = jobNames.map((name, i) => glue.job(literalText(name, `jobNames[${i}]`), place));
  if (jobs.length === 0) throw malformed('the list is empty', 'jobNames', 'name a job');
  const passes = passRoles(roles, principal.services.glue);
  return policy(
    allow(glue.GetJob, glue.StartJobRun, glue.GetJobRun, glue.GetJobRuns, glue.BatchStopJobRun).on(...jobs),
    ...(passes.length === 0 ? [] : [allow(glue.CreateJob, glue.UpdateJob).on(...jobs)]),
    ...passes,
  );
}

/**
 * The policy of people who work in interactive sessions of AWS Glue, each in sessions of their own: a session is tagged with
 * the id of who opens it, as `owner`, and is open to them alone.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/dg/glue-is-security.html#glue-is-tagoncreate
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `roles[0]`
 */
export function sessionUser<const Region extends string, const Account extends string>(
  parameters: SessionUserParameters<Region, Account>,
): IdentityPolicy {
  const sessions = glue.session('*', placeOf(parameters));
  const owner = aws.userid.variable;
  return policy(
    allow(glue.CreateSession).on(sessions).when(aws.requestTag('owner').equals(owner)),
    allow(glue.TagResource)
      .on(sessions)
      .when(aws.requestTag('owner').equals(owner), aws.resourceTag('owner').equals(owner)),
    allow(
      glue.GetSession,
      glue.StopSession,
      glue.DeleteSession,
      glue.RunStatement,
      glue.GetStatement,
      glue.ListStatements,
      glue.CancelStatement,
    )
      .on(sessions)
      .when(aws.resourceTag('owner').equals(owner)),
    allow(glue.ListSessions).onAnyResource(),
    ...passRoles(parameters.roles, principal.services.glue),
  );
}
