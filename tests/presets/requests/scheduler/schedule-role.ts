import { lambda } from '@leastwise/aws/lambda';
import { sagemaker } from '@leastwise/aws/sagemaker';
import { states } from '@leastwise/aws/states';
import { scheduleRole } from '@leastwise/presets/scheduler';
import type { Claim, Proof } from '../../proof.ts';
import { assumedBy, notAssumedBy } from '../../service-requests.ts';
import { arnOf, AT, callerOf, roleSides } from '../../sides.ts';

const GUIDE = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide';
const TARGETS = `${GUIDE}/managing-targets-templated.html`;
const parameters = {
  name: 'nightly',
  ...AT,
  groupName: 'ml',
  functions: [lambda.function('preprocess', AT)],
  stateMachines: [states.statemachine('nightly-features', AT)],
  pipelines: [sagemaker.pipeline('churn', AT)],
} as const;
const role = scheduleRole(parameters);
const GROUP = 'arn:aws:scheduler:eu-west-1:111122223333:schedule-group/ml';
const trust = {
  role: arnOf(role),
  service: 'scheduler.amazonaws.com',
  otherService: 'events.amazonaws.com',
  source: GROUP,
  otherSources: [GROUP.replace('/ml', '/payroll')],
  page: `${GUIDE}/cross-service-confused-deputy-prevention.html`,
} as const;

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:preprocess';
const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:nightly-features';
const PIPELINE = 'arn:aws:sagemaker:eu-west-1:111122223333:pipeline/churn';
const claim = (text: string, action: string, resource: string): Claim => ({ claim: text, action, resource });

export const proofs: readonly Proof[] = [
  {
    preset: 'scheduler.scheduleRole',
    purpose: 'the role of the schedules of one group',
    parameters,
    sides: roleSides(role),
    caller: callerOf(role),
    allowed: [
      assumedBy(trust),
      ...[
        claim('invoke a function', 'lambda:InvokeFunction', FUNCTION),
        claim('start a state machine', 'states:StartExecution', MACHINE),
        claim('start a pipeline', 'sagemaker:StartPipelineExecution', PIPELINE),
      ].map((each) => ({ ...each, page: TARGETS })),
    ],
    nearMisses: [
      ...notAssumedBy(trust),
      claim('invoke another function', 'lambda:InvokeFunction', FUNCTION.replace('preprocess', 'payroll')),
      claim('start another state machine', 'states:StartExecution', MACHINE.replace('nightly', 'payroll')),
      claim(
        'start another pipeline',
        'sagemaker:StartPipelineExecution',
        PIPELINE.replace('churn', 'payroll'),
      ),
      claim('stop a pipeline', 'sagemaker:StopPipelineExecution', `${PIPELINE}/execution/1`),
      claim(
        'change a schedule',
        'scheduler:UpdateSchedule',
        'arn:aws:scheduler:eu-west-1:111122223333:schedule/ml/x',
      ),
    ],
    peer: { none: 'none: the console makes a policy for each target' },
  },
];
