import { CreateUserCommand } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { diff, isEmpty, type ReadEvent, readAccount, role, stack } from '../src/index.ts';
import { openCloud, refusal } from './cloud.ts';
import { reading, SAGEMAKER } from './documents.ts';

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

/** The first element of that name is called otherwise. */
const without = (element: string, xml: string): string =>
  xml.replace(element, '<Other>').replace(element.replace('<', '</'), '</Other>');

describe('reading', () => {
  test('asks the tagging API once for a hundred policies instead of each policy', async () => {
    const cloud = openCloud();
    const desired = team(12);
    await cloud.bring(desired);
    const before = cloud.operations.length;
    const account = await readAccount(cloud, { scope: desired });
    expect(cloud.operations.slice(before)).toEqual([
      'GetCallerIdentity',
      'GetAccountSummary',
      'GetAccountAuthorizationDetails',
      'ListRoles',
      'ListInstanceProfiles',
      'GetResources',
      'ListOpenIDConnectProviders',
      'ListSAMLProviders',
    ]);
    expect(isEmpty(diff(desired, account))).toBe(true);
  });

  test('asks for itself what the tagging API does not know of yet', async () => {
    const cloud = openCloud();
    const desired = team(3);
    await cloud.bring(desired);
    // Nothing is tagged yet, says the tagging API.
    cloud.interfere = async (operation, answer) => {
      const reply = await answer();
      if (operation !== 'GetResources') return reply;
      const body = new TextEncoder().encode('{"ResourceTagMappingList":[]}');
      return { response: { ...reply.response, body } };
    };
    const account = await readAccount(cloud, { scope: desired });
    expect(isEmpty(diff(desired, account))).toBe(true);
  });

  test('asks for tags one by one where the tagging API is denied, and the plan says so', async () => {
    const cloud = openCloud();
    const desired = team(3);
    await cloud.bring(desired);
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    const denial = JSON.stringify({ __type: 'AccessDeniedException', Message: 'not authorized' });
    cloud.interfere = (operation, answer) =>
      operation === 'GetResources'
        ? Promise.resolve({ response: { statusCode: 400, headers, body: new TextEncoder().encode(denial) } })
        : answer();
    const plan = diff(desired, await readAccount(cloud, { scope: desired }));
    expect(plan.steps).toEqual([]);
    expect(plan.notices).toEqual([
      expect.stringContaining(
        'the tags of policies were read one by one, because the tagging API was denied',
      ),
    ]);
    expect(cloud.operations.filter((operation) => operation === 'GetPolicy')).toHaveLength(3);
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
    const account = await readAccount(
      { iam: cloud.iam, sts: cloud.sts },
      { scope: desired, onEvent: (event) => events.push(event) },
    );
    const plan = diff(desired, account);
    expect(isEmpty(plan)).toBe(true);
    expect(plan.notices).toEqual([
      'entities were read one by one, because the bulk read was denied: what the stack no longer names was not looked at (not authorized)',
    ]);
    expect(events).toContainEqual({ type: 'notice', notice: plan.notices[0] });
  });

  test.each([
    ['<Arn>', 'REPLY_INCOMPLETE', "the endpoint's reply lacks the ARN of a role"],
    ['<RoleId>', 'REPLY_INCOMPLETE', "the endpoint's reply lacks a role id"],
    ['<AssumeRolePolicyDocument>', 'MALFORMED_DOCUMENT', 'a policy document that is not JSON'],
  ])('takes no answer for one that is not IAM’s: %s of a role', async (element, code, what) => {
    const cloud = openCloud();
    await cloud.bring(team(1));
    cloud.interfere = async (operation, answer) => {
      const reply = await answer();
      const { body } = reply.response;
      if (operation !== 'GetAccountAuthorizationDetails' || !(body instanceof Uint8Array)) return reply;
      const [head = '', roles = ''] = new TextDecoder().decode(body).split('<RoleDetailList>');
      const spoilt =
        code === 'MALFORMED_DOCUMENT' ? roles.replace(element, `${element}x`) : without(element, roles);
      return {
        response: { ...reply.response, body: new TextEncoder().encode(`${head}<RoleDetailList>${spoilt}`) },
      };
    };
    await expect(cloud.read()).rejects.toMatchObject({
      code,
      what: expect.stringContaining(what) as string,
      hint: 'check AWS_ENDPOINT_URL',
    });
  });

  test('reads nothing of foreign users but what the bulk gives', async () => {
    const cloud = openCloud();
    await cloud.iam.send(new CreateUserCommand({ UserName: 'stranger' }));
    await cloud.read(team(1));
    expect(cloud.operations).not.toContain('ListAccessKeys');
    expect(cloud.operations).not.toContain('GetLoginProfile');
  });
});
