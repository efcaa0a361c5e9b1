import { ask, type Requests, saidBy } from './requests.ts';
import { REPOSITORY } from './world.ts';

/** Pulls images from the repository `churn`. */
export function pullsImages(page: string): Requests {
  return {
    allowed: saidBy(
      page,
      ask('sign in to Amazon ECR', 'ecr:GetAuthorizationToken', '*'),
      ask('ask which layers of the image there are', 'ecr:BatchCheckLayerAvailability', REPOSITORY),
      ask('get a layer of the image', 'ecr:GetDownloadUrlForLayer', REPOSITORY),
      ask('get the image', 'ecr:BatchGetImage', REPOSITORY),
    ),
    nearMisses: [
      ask('pull an image of another repository', 'ecr:BatchGetImage', `${REPOSITORY}-admin`),
      ask(
        'pull from another account',
        'ecr:BatchGetImage',
        REPOSITORY.replace('111122223333', '444455556666'),
      ),
      ask('push an image', 'ecr:PutImage', REPOSITORY),
    ],
  };
}

const LOGS = 'arn:aws:logs:eu-west-1:111122223333:log-group';

/** Writes to one log group; `describes` where the page names that too. */
export function writesLogs(page: string, group: string, { describes = true } = {}): Requests {
  const arn = `${LOGS}:${group}`;
  const streams = ask('look for the log stream', 'logs:DescribeLogStreams', `${arn}:log-stream:`);
  return {
    allowed: saidBy(
      page,
      ask('make the log group', 'logs:CreateLogGroup', arn),
      ...(describes ? [streams] : []),
      ask('make a log stream', 'logs:CreateLogStream', `${arn}:log-stream:algo-1`),
      ask('write log entries', 'logs:PutLogEvents', `${arn}:log-stream:algo-1`),
    ),
    nearMisses: [
      ask('make another log group', 'logs:CreateLogGroup', `${LOGS}:/aws/lambda/billing`),
      ask('write to another log group', 'logs:PutLogEvents', `${LOGS}:/aws/lambda/billing:log-stream:x`),
      ask('read logs', 'logs:GetLogEvents', `${arn}:log-stream:algo-1`),
      ask('delete the log group', 'logs:DeleteLogGroup', arn),
    ],
  };
}

/** Writes metrics to one namespace. */
export function putsMetrics(page: string, namespace: string): Requests {
  const of = (name: string): { readonly 'cloudwatch:namespace': string } => ({
    'cloudwatch:namespace': name,
  });
  return {
    allowed: saidBy(page, ask('write metrics', 'cloudwatch:PutMetricData', '*', of(namespace))),
    nearMisses: [ask('write metrics of others', 'cloudwatch:PutMetricData', '*', of('AWS/Billing'))],
  };
}
