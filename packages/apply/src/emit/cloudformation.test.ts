import { group, instanceProfile, managedPolicy, removed, role, stack, user } from '../index.ts';
import { equals, type IdentityPolicy } from '@leastwise/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identity, lettingIn, reading, SAGEMAKER } from '../../test/documents.ts';
import { emitCloudFormation } from './cloudformation.ts';
import { emitStackSet } from './stack-set.ts';

const ME = '111122223333';

test('refuses by name, and all at once, what a template has no word for', () => {
  const all = stack('team', {
    policies: [managedPolicy('read', reading('a'), { tags: { team: 'ml' } })],
    users: [user('ada', { login: { secret: 'login/ada' } })],
    instanceProfiles: [instanceProfile('empty', { tags: { team: 'ml' } })],
    passwordPolicy: { minimumLength: 14 },
    alias: 'ml-team',
    removed: [removed('role/old', { keep: true })],
  });
  expect(() => emitCloudFormation(all)).toThrow(
    expect.objectContaining({
      code: 'NOT_EXPRESSIBLE',
      what:
        'CloudFormation cannot express the tags of policy/read (it takes none); ' +
        'the tags of instance-profile/empty (it takes none); ' +
        'the login of user/ada (the password would stand in the template); ' +
        'instance-profile/empty (it holds no role); ' +
        'account/password-policy (there is no resource for it); account/alias (there is no resource for it); ' +
        "`removed('role/old', { keep: true })` (it says only what should be there)",
    }) as Error,
  );
});

describe('roles that trust each other', () => {
  const named = (name: string, account = ME) => `arn:aws:iam::${account}:role/${name}`;

  test('come after those whom they name', () => {
    const { Resources } = emitCloudFormation(
      stack('team', {
        roles: [role('a', { trust: lettingIn(named('b')) }), role('b', { trust: SAGEMAKER })],
      }),
    );
    expect(Resources['RoleA']?.DependsOn).toEqual(['RoleB']);
    expect(Resources['RoleB']).not.toHaveProperty('DependsOn');
  });

  test('in a circle are refused, also a role that trusts itself', () => {
    const circle = stack('team', {
      roles: [
        role('a', { trust: lettingIn(named('b')) }),
        role('b', { trust: lettingIn(named('a')) }),
        role('c', { trust: lettingIn(named('c')) }),
      ],
    });
    expect(() => emitCloudFormation(circle)).toThrow(
      /trust of role\/a .*trust of role\/b .*trust of role\/c /,
    );
  });

  test('are no circle where the one of the same name is in another account', () => {
    const across = stack('team', { roles: [role('a', { trust: lettingIn(named('a', '444455556666')) })] });
    expect(() => emitCloudFormation(across)).toThrow(/pass `account`/);
    expect(emitCloudFormation(across, { account: ME }).Resources).toHaveProperty('RoleA');
  });
});

test('a name added later changes no logical id that was there', () => {
  const idsOf = (...names: readonly string[]) =>
    Object.keys(emitCloudFormation(stack('team', { groups: names.map((name) => group(name)) })).Resources);
  const before = idsOf('a-b', 'A.b');
  expect(idsOf('a-b', 'A.b', 'ab', 'a_b', 'a', 'a-b-c', 'A-B.')).toEqual(expect.arrayContaining(before));
  expect(new Set(idsOf('a-b', 'A.b', 'ab', 'a_b', 'a', 'a-b-c', 'aB.')).size).toBe(7);
});

test('refuses more resources than a template takes', () => {
  const many = Array.from({ length: 501 }, (_, i) => group(`group-${i}`));
  expect(() => emitCloudFormation(stack('team', { groups: many }))).toThrow(
    /501 resources \(a template takes 500\)/,
  );
});

test('refuses a text that CloudFormation would put a value in place of', () => {
  const policies = [managedPolicy('read', reading('{{resolve:ssm:secret}}'))];
  expect(() => emitCloudFormation(stack('team', { policies }))).toThrow(/`\{\{resolve:` in PolicyRead/);
});

describe('a stack set', () => {
  const small = stack('ml.team', { policies: [managedPolicy('read', reading('${aws:username}'))] });
  const options = { organizationalUnits: ['r-ab12'], region: 'eu-west-1' };

  test('holds the template, for every account under the units, later ones too', () => {
    const { Resources } = emitStackSet(small, { ...options, delegated: true });
    expect(Resources['StackSet']?.Properties).toMatchObject({
      StackSetName: 'leastwise-ml-team',
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: 'DELEGATED_ADMIN',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      StackInstancesGroup: [
        { DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: ['eu-west-1'] },
      ],
      TemplateBody: JSON.stringify(emitCloudFormation(small)),
    });
  });

  test('refuses what is no unit, none at all, and a template that does not fit into it', () => {
    expect(() => emitStackSet(small, { ...options, organizationalUnits: [] })).toThrow(
      /needs an organisational unit/,
    );
    expect(() => emitStackSet(small, { ...options, organizationalUnits: ['Sandbox'] })).toThrow(
      /not `Sandbox`/,
    );
    const objects = Array.from({ length: 120 }, (_, i) => `bucket-with-a-long-name-${i}/*`);
    const policies = Array.from({ length: 12 }, (_, i) => managedPolicy(`p-${i}`, reading(...objects)));
    expect(() => emitStackSet(stack('large', { policies }), options)).toThrow(/at most 51200 bytes/);
  });
});

test('every statement survives as it was written', () => {
  const text = fc.constantFrom('a', '${aws:username}', '${*}', '%{x}', '$${y}', "it's", '\u2028', '"');
  const documents = fc
    .array(
      fc.record(
        {
          Sid: fc.constantFrom('One', 'Two'),
          Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
          Action: fc.oneof(fc.constant('s3:*'), fc.constant(['s3:Get*', 'iam:PassRole'])),
          Resource: fc.array(
            text.map((part) => `arn:aws:s3:::${part}/*`),
            { minLength: 1, maxLength: 3 },
          ),
          Condition: fc.dictionary(
            fc.constant('StringLike'),
            fc.dictionary(fc.constant('aws:username'), text, { noNullPrototype: true }),
            {
              noNullPrototype: true,
            },
          ),
        },
        { requiredKeys: ['Effect', 'Action', 'Resource'] },
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((statements) => identity(...statements));
  fc.assert(
    fc.property(documents, (document) => {
      const template = emitCloudFormation(stack('team', { policies: [managedPolicy('p', document)] }));
      const read = JSON.parse(JSON.stringify(template)) as typeof template;
      const survived = read.Resources['PolicyP']?.Properties['PolicyDocument'] as IdentityPolicy;
      expect(survived).toEqual(JSON.parse(JSON.stringify(document)));
      expect(equals(survived, document)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
