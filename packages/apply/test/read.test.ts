import { CreateUserCommand } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { diff, isEmpty, managedPolicy, type ReadEvent, readAccount, role, stack } from '../src/index.ts';
import { openCloud, refusal } from './cloud.ts';
import { reading, SAGEMAKER } from './documents.ts';
import { taggingPort } from './tagging-port.ts';

const team = (count: number) =>
  stack('team', {
    roles: Array.from({ length: count }, (_, i) =>
      role(`role-${i}`, {
        trust: SAGEMAKER,
        permissions: reading(`data-${i}`),
        inline: { own: reading('x') },
      }),
    ),
  });

describe('reading', () => {
  test('asks the tagging API once for a hundred policies instead of each policy', async () => {
    const cloud = openCloud();
    const desired = team(12);
    await cloud.bring(desired);
    const { client, asked } = taggingPort(cloud.iam);
    const before = cloud.operations.length;
    const account = await readAccount({ ...cloud, tagging: client }, { scope: desired });
    expect(asked()).toBe(1);
    // What the port itself asks IAM for is not counted.
    const own = cloud.operations.slice(before).filter((each) => !/^List(Policies|PolicyTags)$/.test(each));
    expect(own).toHaveLength(7);
    expect(isEmpty(diff(desired, account))).toBe(true);
  });

  test('asks for itself what the tagging API does not know of yet', async () => {
    const cloud = openCloud();
    const desired = team(3);
    await cloud.bring(desired);
    const late = taggingPort(cloud.iam, ['arn:aws:iam::111122223333:policy/role-1']);
    const account = await readAccount({ ...cloud, tagging: late.client }, { scope: desired });
    expect(isEmpty(diff(desired, account))).toBe(true);
  });

  test('goes on entity by entity where the bulk read is denied, and the plan says so', async () => {
    const cloud = openCloud();
    const desired = team(2);
    await cloud.bring(desired);
    cloud.interfere = (operation, answer) =>
      operation === 'GetAccountAuthorizationDetails'
        ? Promise.resolve(refusal(403, 'AccessDenied', 'not authorized'))
        : answer();
    const events: ReadEvent[] = [];
    const account = await readAccount(cloud, { scope: desired, onEvent: (event) => events.push(event) });
    const plan = diff(desired, account);
    expect(isEmpty(plan)).toBe(true);
    expect(plan.notices).toEqual([
      'entities were read one by one, because the bulk read was denied: what the stack no longer names was not looked for (not authorized)',
    ]);
    expect(events).toContainEqual({ type: 'notice', notice: plan.notices[0] });
  });

  test('reads one by one what a full reading gives, groups and members included', async () => {
    const cloud = openCloud();
    const desired = stack('team', {
      roles: [role('r', { trust: SAGEMAKER, permissions: reading('x'), inline: { own: reading('x') } })],
      groups: [
        {
          name: 'g',
          policies: [managedPolicy('read', reading('y'), { tags: { a: 'b' } })],
          members: [{ kind: 'user', name: 'ada', inline: { own: reading('z') } }],
        },
      ],
      instanceProfiles: [{ kind: 'instance-profile', name: 'p', role: 'r' }],
    });
    await cloud.bring(desired);
    const whole = await cloud.read(desired);
    const { notices, ...named } = await readAccount(cloud, { scope: desired, reach: 'stack' });
    const { notices: none, ...bulk } = whole;
    expect(named).toEqual(bulk);
    expect([none, notices]).toEqual([[], ['what the stack no longer names was not looked for']]);
  });

  test('reads nothing of foreign users but what the bulk gives', async () => {
    const cloud = openCloud();
    await cloud.iam.send(new CreateUserCommand({ UserName: 'stranger' }));
    await cloud.read(team(1));
    expect(cloud.operations).not.toContain('ListAccessKeys');
    expect(cloud.operations).not.toContain('GetLoginProfile');
  });
});
