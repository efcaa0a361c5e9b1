import type { Context } from '@leastwise/evaluate';
import type { Claim } from '../proof.ts';
import { ask, type Requests, saidBy, together } from './requests.ts';
import { API_PERMISSIONS } from './sagemaker-pages.ts';
import { SAGEMAKER } from './world.ts';

const KINDS = {
  training: ['training-job', 'TrainingJob'],
  processing: ['processing-job', 'ProcessingJob'],
  tuning: ['hyper-parameter-tuning-job', 'HyperParameterTuningJob'],
  transform: ['transform-job', 'TransformJob'],
} as const;

/** Starts jobs named `churn-1` or as said, with what the limits want, and none named `fraud-1`. */
export function startsJobs(
  kinds: readonly (keyof typeof KINDS)[],
  { own = 'churn-1', limits = () => ({}) }: { own?: string; limits?: (kind: string) => Context } = {},
): Requests {
  return together(
    ...kinds.map((kind) => {
      const [type, operation] = KINDS[kind];
      return startsAndTags(`${SAGEMAKER}:${type}/`, operation, ['Describe', 'Stop'], own, limits(kind));
    }),
  );
}

/** Makes models named `churn-1` or as said, and none named `fraud-1`. */
export function makesModels({
  own = 'churn-1',
  limits = {},
}: { own?: string; limits?: Context } = {}): Requests {
  return startsAndTags(`${SAGEMAKER}:model/`, 'Model', ['Describe', 'Delete'], own, limits);
}

export function startsAndTags(
  type: string,
  operation: string,
  follow: readonly string[],
  own: string,
  context: Context,
): Requests {
  const tagged = { 'sagemaker:TaggingAction': `Create${operation}` };
  return {
    allowed: saidBy(
      API_PERMISSIONS,
      ask(`make a ${operation}`, `sagemaker:Create${operation}`, `${type}${own}`, context),
      ...follow.map((verb) => ask(`${verb} it`, `sagemaker:${verb}${operation}`, `${type}${own}`)),
      ask(`tag a ${operation} as it is made`, 'sagemaker:AddTags', `${type}${own}`, tagged),
    ),
    nearMisses: [
      ask(`make the ${operation} of others`, `sagemaker:Create${operation}`, `${type}fraud-1`, context),
      ...follow.map((verb) =>
        ask(`${verb} that of others`, `sagemaker:${verb}${operation}`, `${type}fraud-1`),
      ),
      ask(`tag a ${operation} of others`, 'sagemaker:AddTags', `${type}fraud-1`, tagged),
      ask(`tag a ${operation} later`, 'sagemaker:AddTags', `${type}${own}`),
    ],
  };
}

/** A request that keeps to all limits, and the same without one of them, or with another value. */
export function heldTo(
  claim: string,
  action: string,
  resource: string,
  kept: Context,
  broken: Readonly<Record<string, readonly (Context[string] | undefined)[]>>,
): readonly Claim[] {
  return Object.entries(broken).flatMap(([key, values]) =>
    values.map((value) => {
      const { [key]: _, ...rest } = kept;
      const context = value === undefined ? rest : { ...rest, [key]: value };
      return ask(`${claim} with ${key} ${String(value)}`, action, resource, context);
    }),
  );
}

/** Reads what jobs of certain names log. */
export function readsLogs(page: string, groups: readonly string[]): Requests {
  const arn = (group: string): string => `arn:aws:logs:eu-west-1:111122223333:log-group:${group}`;
  return {
    allowed: saidBy(
      page,
      ...groups.flatMap((group) => [
        ask('see the log streams', 'logs:DescribeLogStreams', `${arn(group)}:log-stream:`),
        ask('read the log of a job', 'logs:GetLogEvents', `${arn(group)}:log-stream:churn-1/algo-1`),
      ]),
    ),
    nearMisses: [
      ...groups.map((group) =>
        ask('read the log of others', 'logs:GetLogEvents', `${arn(group)}:log-stream:fraud-1/algo-1`),
      ),
      ask('see other log streams', 'logs:DescribeLogStreams', `${arn('/aws/lambda/billing')}:log-stream:`),
      ask('read other logs', 'logs:GetLogEvents', `${arn('/aws/lambda/billing')}:log-stream:churn-1`),
    ],
  };
}

/** Lists what knows no resource. */
export function lists(page: string, ...actions: readonly string[]): Requests {
  return {
    allowed: saidBy(page, ...actions.map((action) => ask('list names', action, '*'))),
    nearMisses: [],
  };
}
