import { glue } from '@leastwise/aws/glue';
import { lambda } from '@leastwise/aws/lambda';
import { stateMachineRole } from '@leastwise/presets/states';
import type { Claim, Proof } from '../../proof.ts';
import { assumedBy, notAssumedBy } from '../../service-requests.ts';
import { arnOf, AT, callerOf, roleSides } from '../../sides.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg';
const parameters = {
  name: 'nightly-features',
  ...AT,
  stateMachineName: 'nightly-features',
  functions: [lambda.function('preprocess', AT)],
  glueJobs: [glue.job('clean-events', AT)],
} as const;
const role = stateMachineRole(parameters);
const MACHINE = 'arn:aws:states:eu-west-1:111122223333:stateMachine:nightly-features';
const trust = {
  role: arnOf(role),
  service: 'states.amazonaws.com',
  otherService: 'lambda.amazonaws.com',
  source: MACHINE,
  otherSources: [`${MACHINE}-2`],
  page: `${GUIDE}/procedure-create-iam-role.html`,
} as const;

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:preprocess';
const JOB = 'arn:aws:glue:eu-west-1:111122223333:job/clean-events';
const claim = (text: string, action: string, resource: string): Claim => ({ claim: text, action, resource });
const from = (page: string, claims: readonly Claim[]) => claims.map((each) => ({ ...each, page }));

export const proofs: readonly Proof[] = [
  {
    preset: 'states.stateMachineRole',
    purpose: 'the role of one state machine: functions, and jobs of AWS Glue that it waits for',
    parameters,
    sides: roleSides(role),
    caller: callerOf(role),
    allowed: [
      assumedBy(trust),
      ...from(`${GUIDE}/connect-lambda.html`, [
        claim('invoke its function', 'lambda:InvokeFunction', FUNCTION),
      ]),
      ...from(`${GUIDE}/connect-glue.html`, [
        claim('start its job', 'glue:StartJobRun', JOB),
        claim('wait for its job', 'glue:GetJobRun', JOB),
        claim('find the runs of its job', 'glue:GetJobRuns', JOB),
        claim('stop its job', 'glue:BatchStopJobRun', JOB),
      ]),
    ],
    nearMisses: [
      ...notAssumedBy(trust),
      claim('invoke another function', 'lambda:InvokeFunction', FUNCTION.replace('preprocess', 'payroll')),
      claim('invoke a version of its function', 'lambda:InvokeFunction', `${FUNCTION}:1`),
      claim('change its function', 'lambda:UpdateFunctionCode', FUNCTION),
      claim('start another job', 'glue:StartJobRun', JOB.replace('clean-events', 'payroll')),
      claim('change its job', 'glue:UpdateJob', JOB),
      claim('start itself', 'states:StartExecution', MACHINE),
      claim('pass a role', 'iam:PassRole', arnOf(role)),
    ],
    peer: {
      managedPolicies: ['AWSLambdaRole'],
      extras: ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'].map(
        (action) => ({
          action,
          reason: "AWS's policy is for functions alone, and for any of them",
        }),
      ),
    },
  },
];
