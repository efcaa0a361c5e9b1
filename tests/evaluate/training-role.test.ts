import { policyMatchers } from '@leastwise/evaluate/vitest';
import { ecr } from '@leastwise/aws/ecr';
import { s3 } from '@leastwise/aws/s3';
import { trainingRole } from '@leastwise/presets/sagemaker';
import { describe, expect, test } from 'vitest';

expect.extend(policyMatchers);

const at = { region: 'eu-west-1', account: '111122223333' } as const;
const churnTraining = trainingRole({
  name: 'churn-training',
  ...at,
  reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
  writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
  images: [ecr.repository('churn', at)],
});
const object = (bucket: string, key: string): { readonly resource: string } => ({
  resource: s3.object(bucket, key),
});

describe('a training role', () => {
  test('reads its data set and nothing else', () => {
    expect(churnTraining).toAllow({ action: s3.GetObject, ...object('my-ml-datasets', 'train/1.csv') });
    expect(churnTraining).toDeny({ action: s3.GetObject, ...object('my-ml-datasets', 'payroll/1.csv') });
    expect(churnTraining).toDeny({ action: s3.GetObject, ...object('payroll', 'x') });
    expect(churnTraining).toDeny({ action: s3.PutObject, ...object('my-ml-datasets', 'train/1.csv') });
  });

  test('writes its results and deletes nothing', () => {
    expect(churnTraining).toAllow({ action: s3.PutObject, ...object('my-ml-results', 'churn/model.tar.gz') });
    expect(churnTraining).toDeny({
      action: s3.DeleteObject,
      ...object('my-ml-results', 'churn/model.tar.gz'),
    });
  });

  test('is assumed by SageMaker and by nobody else', () => {
    const context = {
      'aws:SourceAccount': at.account,
      'aws:SourceArn': `arn:aws:sagemaker:eu-west-1:${at.account}:training-job/x`,
    };
    expect(churnTraining).toAllow({
      principal: 'sagemaker.amazonaws.com',
      action: 'sts:AssumeRole',
      context,
    });
    for (const principal of ['glue.amazonaws.com', '*', 'arn:aws:iam::444455556666:user/eve'])
      expect(churnTraining).toDeny({ principal, action: 'sts:AssumeRole', context });
  });
});
