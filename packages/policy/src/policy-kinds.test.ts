import { describe, expect, expectTypeOf, test } from 'vitest';
import { ecr } from '@leastwise/aws/ecr';
import { iam } from '@leastwise/aws/iam';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import {
  allow,
  allowAllExcept,
  anyAction,
  aws,
  deny,
  denyAllExcept,
  type IdentityPolicy,
  parsePolicy,
  type PermissionsBoundary,
  permissionsBoundary,
  policy,
  type PolicyKind,
  principal,
  resourceControlPolicy,
  type ResourceControlPolicy,
  resourcePolicy,
  serviceControlPolicy,
  type ServiceControlPolicy,
  sessionPolicy,
  type SessionPolicy,
  trustPolicy,
  vpcEndpointPolicy,
} from './index.ts';

const read = allow(s3.GetObject).on(s3.object('b', '*'));
const readByAll = read.to(principal.anyone);
const denyAll = deny(s3.all).onAnyResource().to(principal.anyone);

/** As a program without types would call it: what the compiler refuses must be refused again. */
function untyped(make: (...statements: never[]) => unknown, ...statements: unknown[]): () => unknown {
  return () => make(...(statements as never[]));
}

describe('an identity policy', () => {
  test('serves as a boundary and as a session policy, and not the other way round', () => {
    expectTypeOf<IdentityPolicy>().toExtend<PermissionsBoundary>();
    expectTypeOf<IdentityPolicy>().toExtend<SessionPolicy>();
    expectTypeOf<PermissionsBoundary>().not.toExtend<IdentityPolicy>();
    expectTypeOf<ServiceControlPolicy>().not.toExtend<IdentityPolicy>();
    expectTypeOf<ResourceControlPolicy>().not.toExtend<ServiceControlPolicy>();
  });

  test('is made like a boundary, a session policy and a service control policy', () => {
    const made = policy(read);
    expect([permissionsBoundary(read), sessionPolicy(read), serviceControlPolicy(read)]).toEqual([
      made,
      made,
      made,
    ]);
  });

  test('names no principal, and neither do they', () => {
    for (const make of [policy, permissionsBoundary, sessionPolicy, serviceControlPolicy])
      expect(untyped(make, readByAll)).toThrow('a policy of this kind names no principal');
  });
});

describe('a Sid', () => {
  const freely = 'Enable IAM User Permissions, v1.2';
  const named = read.sid(freely);

  test('holds whatever stands in it in the policies that services keep on their resources', () => {
    for (const make of [resourcePolicy, vpcEndpointPolicy])
      expect(make(named.to(principal.anyone)).Statement).toMatchObject([{ Sid: freely }]);
  });

  test.each([
    ['identity', policy, named],
    ['boundary', permissionsBoundary, named],
    ['session', sessionPolicy, named],
    ['service-control', serviceControlPolicy, named],
    ['trust', trustPolicy, allow(sts.AssumeRole).to(principal.anyone).sid(freely)],
    ['resource-control', resourceControlPolicy, denyAll.sid(freely)],
  ] satisfies [PolicyKind, unknown, unknown][])(
    'takes only letters and digits in: %s',
    (kind, make, statement) => {
      const sentence = 'the Sid of a policy of this kind takes only A-Z, a-z and 0-9';
      expect(untyped(make, statement)).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED_SID', what: sentence }),
      );
      const text = JSON.stringify({ Statement: statement });
      expect(() => parsePolicy(text, kind)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_SID' }));
      expect(parsePolicy(text)).toEqual(JSON.parse(text));
    },
  );

  test('of a language whose letters the compiler does not list is seen at run time', () => {
    expect(() => policy(read.sid('Läs'))).toThrow('takes only A-Z, a-z and 0-9');
  });
});

describe('a statement on the resource that holds the policy', () => {
  const pull = allow(ecr.BatchGetImage).to(principal.account('111122223333'));

  test('has no Resource, and has to say so', () => {
    const repository = resourcePolicy(pull.onThisResource());
    expect(repository.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: ['ecr:BatchGetImage'],
      },
    ]);
    expect(parsePolicy(JSON.stringify(repository), 'resource')).toEqual(repository);
    expect(untyped(resourcePolicy, pull)).toThrow('.onThisResource() for the one that holds the policy');
  });

  test('stands in no policy of another kind', () => {
    expect(untyped(policy, allow(ecr.BatchGetImage).onThisResource())).toThrow('has no resource');
    expect(untyped(vpcEndpointPolicy, pull.onThisResource())).toThrow('has no resource');
  });

  test('is refused where the service asks for a resource', () => {
    const ofABucket = allow(ecr.BatchGetImage, s3.GetObject).to(principal.anyone).onThisResource();
    expect(untyped(resourcePolicy, ofABucket)).toThrow('a policy of this service names its resources');
    expect(() => parsePolicy(JSON.stringify({ Statement: ofABucket }), 'resource')).toThrow(
      expect.objectContaining({ code: 'MISSING_RESOURCE' }),
    );
  });

  test('names no other resource beside it', () => {
    const says = 'a statement on this resource names others';
    expect(() => pull.onThisResource().onAnyResource()).toThrow(says);
    expect(() => read.onThisResource()).toThrow(says);
    expect(() => pull.onThisResource().onThisResource()).not.toThrow();
  });
});

describe('a VPC endpoint policy', () => {
  test('says who and what', () => {
    expect(vpcEndpointPolicy(readByAll)).toEqual(resourcePolicy(readByAll));
    expect(untyped(vpcEndpointPolicy, read)).toThrow('this statement must say who: add .to(...)');
    expect(untyped(vpcEndpointPolicy, allow(s3.GetObject).to(principal.anyone))).toThrow('has no resource');
  });
});

describe('a resource control policy', () => {
  test('denies everyone', () => {
    const sameOrganisation = aws.principalOrgId.ifExists.notEquals('o-a1b2c3d4e5');
    expect(resourceControlPolicy(denyAll.when(sameOrganisation))).toMatchObject({
      Statement: [{ Effect: 'Deny', Principal: '*', Action: ['s3:*'], Resource: ['*'] }],
    });
  });

  test.each([
    ['an allow', readByAll, 'only denies'],
    ['an account', deny(s3.all).onAnyResource().to(principal.account('111122223333')), 'is about everyone'],
    ['NotAction', denyAllExcept(s3.all).onAnyResource().to(principal.anyone), 'takes no NotAction'],
    [
      'a service that it does not reach',
      deny(iam.all).onAnyResource().to(principal.anyone),
      'does not reach',
    ],
    ['no resource', deny(s3.all).to(principal.anyone), 'has no resource'],
  ])('refuses %s', (_, statement, says) => {
    expect(untyped(resourceControlPolicy, statement)).toThrow(says);
  });
});

describe('a trust policy', () => {
  test('takes only sts: actions and no resource', () => {
    const lambda = principal.service('lambda.amazonaws.com');
    expect(trustPolicy(allow(sts.AssumeRole, sts.TagSession).to(lambda)).Statement).toHaveLength(1);
    expect(untyped(trustPolicy, allow(s3.GetObject).to(lambda))).toThrow('takes only sts: actions');
    expect(untyped(trustPolicy, readByAll)).toThrow('takes no resource');
  });
});

test('every action of every service has a name of its own', () => {
  expect(serviceControlPolicy(allow(anyAction).onAnyResource()).Statement).toEqual([
    { Effect: 'Allow', Action: ['*'], Resource: ['*'] },
  ]);
});

describe('the negated elements', () => {
  test('are named for what they are', () => {
    const outside = deny(s3.PutObject).onAllExcept(s3.object('ours', '*'));
    expect(policy(outside).Statement).toEqual([
      { Effect: 'Deny', Action: ['s3:PutObject'], NotResource: ['arn:aws:s3:::ours/*'] },
    ]);
    const others = deny(s3.all).onAnyResource().toAllExcept(principal.account('111122223333'));
    expect(resourcePolicy(others).Statement).toMatchObject([
      { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } },
    ]);
    expect(policy(allowAllExcept(iam.all).onAnyResource()).Statement).toMatchObject([
      { NotAction: ['iam:*'] },
    ]);
  });

  test('cannot stand beside what they negate', () => {
    expect(() => read.onAllExcept(s3.object('c', '*'))).toThrow(
      'Resource and NotResource stand in one statement',
    );
    expect(() => readByAll.toAllExcept(principal.anyone)).toThrow(
      'Principal and NotPrincipal stand in one statement',
    );
  });
});

describe('what is built parses as its kind', () => {
  test.each<[PolicyKind, object]>([
    ['identity', policy(read)],
    ['boundary', permissionsBoundary(read)],
    ['session', sessionPolicy(read)],
    ['service-control', serviceControlPolicy(deny(iam.all).onAnyResource())],
    ['resource', resourcePolicy(readByAll)],
    ['vpc-endpoint', vpcEndpointPolicy(readByAll)],
    ['resource-control', resourceControlPolicy(denyAll)],
    ['trust', trustPolicy(allow(sts.AssumeRole).to(principal.account('111122223333')))],
  ])('%s', (kind, document) => {
    expect(parsePolicy(JSON.stringify(document), kind)).toEqual(document);
  });

  test('and a resource control policy that allows does not', () => {
    const text = JSON.stringify(resourcePolicy(readByAll));
    expect(() => parsePolicy(text, 'resource-control')).toThrow('a resource control policy only denies');
  });
});
