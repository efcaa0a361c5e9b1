import { iam } from '@leastwise/aws/iam';
import { expect, test } from 'vitest';
import { errorOf } from '../../test/error-of.ts';
import {
  dataPerimeter,
  GLOBAL_SERVICES,
  guardRails,
  protectCloudTrail,
  protectGuards,
  stayInRegions,
} from './index.ts';

const rails = { regions: ['eu-west-1'], guards: ['guard'] } as const;
const perimeter = { organizationId: 'o-a1b2c3d4e5', partners: [] } as const;

test.each<[string, () => unknown]>([
  ['regions', () => guardRails({ ...rails, regions: [] })],
  ['regions', () => guardRails({ ...rails, regions: undefined as never })],
  ['regions[1]', () => guardRails({ ...rails, regions: ['eu-west-1', 'eu-*'] })],
  ['everywhere', () => stayInRegions({ ...rails, everywhere: [] })],
  ['guards', () => protectCloudTrail({ guards: undefined as never })],
  ['guards', () => protectGuards({ guards: [] })],
  ['guards[0]', () => guardRails({ ...rails, guards: ['*'] })],
  ['guards[0]', () => guardRails({ ...rails, guards: ['arn:aws:iam::111122223333:role/guard'] })],
  ['organizationId', () => dataPerimeter({ ...perimeter, organizationId: 'o-*' })],
  ['partners', () => dataPerimeter({ ...perimeter, partners: undefined as never })],
  ['partners[0]', () => dataPerimeter({ ...perimeter, partners: ['*'] })],
])('%s is named where it cannot be taken', (path, make) => {
  const { code, path: named } = errorOf(make);
  expect([code, named]).toEqual(['MALFORMED_PARAMETER', path]);
});

test('without guards the rails hold everyone', () => {
  const text = JSON.stringify(guardRails({ ...rails, guards: [] }));
  expect(text).not.toContain('ArnNotLike');
  expect(text).not.toContain('UpdateAssumeRolePolicy');
});

test('what is open everywhere can be said, in place of AWS’s list', () => {
  const { NotAction } = stayInRegions({ ...rails, everywhere: [iam.all] }).toJSON();
  expect(NotAction).toEqual(['iam:*']);
  expect(GLOBAL_SERVICES).toContain('organizations:*');
});

test('without partners nobody outside of the organisation is let in', () => {
  expect(JSON.stringify(dataPerimeter(perimeter))).not.toContain('aws:PrincipalAccount');
});
