import { expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import { functionRole } from '../lambda/index.ts';
import { instanceProfile, instanceRole } from './index.ts';

const of = {
  name: 'gpu',
  region: 'eu-west-1',
  account: '111122223333',
  reads: [{ bucket: 'my-ml-datasets' }],
  writes: [],
} as const;

test('a profile has its role’s name, path and tags', () => {
  const role = instanceRole({ ...of, images: [], path: '/ml/', tags: { team: 'ml' } });
  expect(instanceProfile(role)).toEqual({
    kind: 'instance-profile',
    name: 'gpu',
    path: '/ml/',
    tags: { team: 'ml' },
    role,
  });
});

test('a role that Amazon EC2 cannot assume is refused', () => {
  const { code, path } = errorOf(() => instanceProfile(functionRole({ ...of, functionName: 'f' })));
  expect([code, path]).toEqual(['MALFORMED_PARAMETER', 'role']);
});
