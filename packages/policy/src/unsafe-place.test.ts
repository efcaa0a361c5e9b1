import { expect, test } from 'vitest';
import { glue } from '@leastwise/aws/glue';
import { sqs } from '@leastwise/aws/sqs';
import { unsafePartition, unsafeRegion } from './index.ts';

test('a region and a partition that are not known yet are taken as they are, where that is said', () => {
  const at = {
    region: unsafeRegion('mars-north-1'),
    account: '111122223333',
    partition: unsafePartition('aws-mars'),
  };
  expect(sqs.queue('jobs', at)).toBe('arn:aws-mars:sqs:mars-north-1:111122223333:jobs');
  expect(glue.at(at).database('sales')).toBe('arn:aws-mars:glue:mars-north-1:111122223333:database/sales');
});

test('and refused where it is not', () => {
  const region: string = 'mars-north-1';
  expect(() => sqs.queue('jobs', { region, account: '111122223333' })).toThrow(
    'mars-north-1 is no AWS region',
  );
});
