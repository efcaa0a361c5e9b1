import { describe, expect, expectTypeOf, test } from 'vitest';
import { ec2 } from '@leastwise/aws/ec2';
import { facts as ec2Facts } from '@leastwise/aws/facts/ec2';
import { facts } from '@leastwise/aws/facts/s3';
import { s3 } from '@leastwise/aws/s3';
import { allow, policy } from './index.ts';

describe('the facts of a service', () => {
  test('say what an action works on and carries, and how far it goes', () => {
    expect(facts.describe(s3.ListBucket)).toMatchObject({
      level: 'List',
      resourceTypes: expect.arrayContaining(['s3:bucket']) as string[],
      conditionKeys: expect.arrayContaining(['s3:prefix', 's3:delimiter', 's3:max-keys']) as string[],
    });
    expect(facts.describe(s3.ListAllMyBuckets).resourceTypes).toEqual([]);
  });

  test('say which actions an action needs', () => {
    expect(ec2Facts.describe(ec2.RunInstances).dependentActions).toContain('iam:PassRole');
  });

  test('group actions by level, ready for a statement', () => {
    const listing = facts.level('List');
    expect(listing).toContain('s3:ListBucket');
    expect(listing).not.toContain('s3:GetObject');
    expectTypeOf<typeof s3.ListBucket>().toExtend<(typeof listing)[number]>();
    expect(policy(allow(...listing).onAnyResource()).Statement).toHaveLength(1);
  });

  test('refuse an action that the compiler could not see is none', () => {
    const unknown = 's3:GetObjekt' as typeof s3.GetObject;
    expect(() => facts.describe(unknown)).toThrow('`s3:GetObjekt` is no action that the catalog knows');
  });
});
