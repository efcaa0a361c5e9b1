import { expect, test } from 'vitest';
import { compile } from './authorize.ts';
import { decideAll } from './decide-all.ts';

const principal = 'arn:aws:iam::111122223333:user/ana';
const authorizer = compile({
  identity: [
    {
      Statement: [
        { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
        { Effect: 'Deny', Action: 'ec2:RunInstances', Resource: 'arn:aws:ec2:*:*:subnet/secret' },
      ],
    },
  ],
});
const run = (resource: string): { principal: string; action: string; resource: string } => ({
  principal,
  action: 'ec2:RunInstances',
  resource: `arn:aws:ec2:eu-west-1:111122223333:${resource}`,
});
const pass = { principal, action: 'iam:PassRole', resource: 'arn:aws:iam::111122223333:role/x' };

test('a call is allowed if each of its resources is', () => {
  expect(decideAll(authorizer, [run('instance/*'), run('subnet/a')]).effect).toBe('Allow');
});

test('a call is denied if one of its actions is not allowed, such as handing over the role', () => {
  const { effect, decisions } = decideAll(authorizer, [run('instance/*'), pass]);
  expect(effect).toBe('ImplicitDeny');
  expect(decisions.map((each) => each.effect)).toEqual(['Allow', 'ImplicitDeny']);
});

test('an explicit deny of one resource shows before what is only not allowed', () => {
  expect(decideAll(authorizer, [pass, run('subnet/secret')]).effect).toBe('ExplicitDeny');
});

test('nothing asked is nothing allowed', () => {
  expect(decideAll(authorizer, [])).toEqual({ effect: 'ImplicitDeny', decisions: [] });
});
