import { glue } from '@leastwise/aws/glue';
import { lambda } from '@leastwise/aws/lambda';
import { states } from '@leastwise/aws/states';
import {
  allow,
  type IdentityStatement,
  policy,
  principal,
  type Resource,
  type RoleDefinition,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkResources } from '../parameters/resources.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';

/** What a state machine is told; see {@link stateMachineRole}. */
export interface StateMachineRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The name of the one state machine that uses the role. */
  readonly stateMachineName: string;
  /** Functions that it invokes, made with `lambda.function(...)`. */
  readonly functions: readonly Resource<'lambda:function'>[];
  /** Jobs of AWS Glue that it runs and waits for (`.sync`), made with `glue.job(...)`. */
  readonly glueJobs: readonly Resource<'glue:job'>[];
}

/**
 * The role of one state machine of AWS Step Functions: invokes its functions, and runs its jobs of AWS Glue and waits for them. A function
 * is meant without version and alias.
 *
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html for the trust,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html and
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html for what it calls
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `functions[0]`
 * @example
 * ```ts
 * import { glue } from '@leastwise/aws/glue';
 * import { stateMachineRole } from '@leastwise/presets/states';
 *
 * const at = { region: 'eu-west-1', account: '111122223333' } as const;
 * export const nightly = stateMachineRole({
 *   name: 'nightly-features',
 *   ...at,
 *   stateMachineName: 'nightly-features',
 *   functions: [],
 *   glueJobs: [glue.job('clean-events', at)],
 * });
 * ```
 */
export function stateMachineRole<const Region extends string, const Account extends string>(
  parameters: StateMachineRoleParameters<Region, Account>,
): RoleDefinition {
  const { stateMachineName, functions, glueJobs } = checked(parameters);
  const place = placeOf(parameters);
  checkStateMachineName(stateMachineName);
  const machine = states.statemachine(stateMachineName, place);
  const statements = [...invokeFunctions(functions), ...runGlueJobs(glueJobs)];
  if (statements.length === 0) throw malformed('the state machine calls nothing', 'functions');
  return roleOf(
    parameters,
    'Role of an AWS Step Functions state machine',
    trustService(principal.services.states, place, machine),
    policy(...statements),
  );
}

/** Allows invoking functions of AWS Lambda; nothing where there is none. */
export function invokeFunctions(
  functions: readonly Resource<'lambda:function'>[],
): readonly IdentityStatement[] {
  checkResources(functions, 'functions', lambda, 'lambda:function', 'lambda.function(name, at)');
  return functions.length === 0 ? [] : [allow(lambda.InvokeFunction).on(...functions)];
}

function runGlueJobs(jobs: readonly Resource<'glue:job'>[]): readonly IdentityStatement[] {
  checkResources(jobs, 'glueJobs', glue, 'glue:job', 'glue.job(name, at)');
  if (jobs.length === 0) return [];
  return [allow(glue.StartJobRun, glue.GetJobRun, glue.GetJobRuns, glue.BatchStopJobRun).on(...jobs)];
}

/** Names that the console makes and that mean themselves in an ARN. */
function checkStateMachineName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w.-]{1,80}$/.test(name))
    throw malformed(
      `a state machine's name has 1 to 80 letters, digits or characters of _.-, unlike \`${String(name)}\``,
      'stateMachineName',
    );
}
