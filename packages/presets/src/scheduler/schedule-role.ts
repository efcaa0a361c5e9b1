import { sagemaker } from '@leastwise/aws/sagemaker';
import { scheduler } from '@leastwise/aws/scheduler';
import { states } from '@leastwise/aws/states';
import { allow, policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkResources } from '../parameters/resources.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustService } from '../parameters/trust.ts';
import { invokeFunctions } from '../states/state-machine-role.ts';

/** What schedules start; see {@link scheduleRole}. */
export interface ScheduleRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** The name of the schedule group whose schedules use the role; `default` is the one that every account has. */
  readonly groupName: string;
  /** Functions that they invoke, made with `lambda.function(...)`. */
  readonly functions: readonly Resource<'lambda:function'>[];
  /** State machines that they start, made with `states.statemachine(...)`. */
  readonly stateMachines: readonly Resource<'states:statemachine'>[];
  /** Pipelines of SageMaker that they start, made with `sagemaker.pipeline(...)`. */
  readonly pipelines: readonly Resource<'sagemaker:pipeline'>[];
}

/**
 * The role of the schedules of one group in Amazon EventBridge Scheduler: starts their targets, and nothing else.
 *
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html for the
 * trust, https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html for the targets
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `stateMachines[0]`
 * @example
 * ```ts
 * import { states } from '@leastwise/aws/states';
 * import { scheduleRole } from '@leastwise/presets/scheduler';
 *
 * const at = { region: 'eu-west-1', account: '111122223333' } as const;
 * export const nightly = scheduleRole({
 *   name: 'nightly',
 *   ...at,
 *   groupName: 'ml',
 *   functions: [],
 *   stateMachines: [states.statemachine('nightly-features', at)],
 *   pipelines: [],
 * });
 * ```
 */
export function scheduleRole<const Region extends string, const Account extends string>(
  parameters: ScheduleRoleParameters<Region, Account>,
): RoleDefinition {
  const { groupName, functions, stateMachines, pipelines } = checked(parameters);
  const place = placeOf(parameters);
  checkGroupName(groupName);
  checkResources(
    stateMachines,
    'stateMachines',
    states,
    'states:statemachine',
    'states.statemachine(name, at)',
  );
  checkResources(pipelines, 'pipelines', sagemaker, 'sagemaker:pipeline', 'sagemaker.pipeline(name, at)');
  const statements = [
    ...invokeFunctions(functions),
    ...(stateMachines.length === 0 ? [] : [allow(states.StartExecution).on(...stateMachines)]),
    ...(pipelines.length === 0 ? [] : [allow(sagemaker.StartPipelineExecution).on(...pipelines)]),
  ];
  if (statements.length === 0) throw malformed('the schedules start nothing', 'functions');
  return roleOf(
    parameters,
    'Role of schedules in Amazon EventBridge Scheduler',
    trustService(principal.services.scheduler, place, scheduler.scheduleGroup(groupName, place)),
    policy(...statements),
  );
}

/** Source: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html */
function checkGroupName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w.-]{1,64}$/.test(name))
    throw malformed(
      `a schedule group's name has 1 to 64 letters, digits or characters of _.-, unlike \`${String(name)}\``,
      'groupName',
    );
}
