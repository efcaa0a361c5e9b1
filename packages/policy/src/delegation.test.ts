import { describe, expect, test } from 'vitest';
import { sts } from '@leastwise/aws/sts';
import { allow, onBehalfOf, principal, trustPolicy, withExternalId } from './index.ts';

describe('acting on behalf of an account', () => {
  test('is checked by account, and by resource where one is named', () => {
    const jobs = 'arn:aws:glue:*:111122223333:job/*';
    const made = trustPolicy(
      allow(sts.AssumeRole)
        .to(principal.services.glue)
        .when(...onBehalfOf({ account: '111122223333', resource: jobs })),
    );
    expect(made.Statement).toMatchObject([
      {
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': jobs },
        },
      },
    ]);
    expect(onBehalfOf({ account: '111122223333' })).toHaveLength(1);
  });

  test('needs a real account and a real ARN', () => {
    expect(() => onBehalfOf({ account: '1234' })).toThrow('an AWS account id has 12 digits: 1234 has not');
    expect(() => onBehalfOf({ account: '111122223333', resource: 'job' })).toThrow('malformed ARN');
  });
});

describe('an external id', () => {
  test('is asked of the other company', () => {
    const made = trustPolicy(
      allow(sts.AssumeRole).to(principal.account('444455556666')).when(withExternalId('acme-7f3a')),
    );
    expect(made.Statement).toMatchObject([
      { Condition: { StringEquals: { 'sts:ExternalId': 'acme-7f3a' } } },
    ]);
  });

  test.each(['x', 'with space', 'a'.repeat(1_225)])('is not %j', (id) => {
    expect(() => withExternalId(id)).toThrow('is no external id');
  });
});
