import { describe, expect, test } from 'vitest';
import { type AccessRequest, authorize, compile, type Policies } from '../src/index.ts';
import { specify } from '../src/specification/index.ts';

const S = { Effect: 'Allow', Action: '*', Resource: '*' };
const document = { Statement: [S] };
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('compile refuses, with a path,', () => {
  test.each<[string, unknown, string, string]>([
    ['no policies', undefined, 'MALFORMED_POLICIES', '$'],
    ['a list of policies', [document], 'MALFORMED_POLICIES', '$'],
    ['a type of policy that there is not', { identities: [document] }, 'MALFORMED_POLICIES', '$.identities'],
    ['one document for a list', { identity: document }, 'MALFORMED_POLICIES', '$.identity'],
    ['SCPs without levels', { scps: [document] }, 'MALFORMED_POLICIES', '$.scps[0]'],
    ['text for a document', { identity: ['{}'] }, 'DATA_TYPE_MISMATCH', '$.identity[0]'],
    ['nothing for a document', { boundary: null }, 'DATA_TYPE_MISMATCH', '$.boundary'],
    [
      'a document that contains itself',
      { identity: [cyclic] },
      'INVALID_POLICY_ELEMENT',
      '$.identity[0].self',
    ],
    ['a document without statements', { identity: [{}] }, 'MISSING_STATEMENT', '$.identity[0]'],
    [
      'a wrong effect',
      { scps: [[document], [{ Statement: [S, { ...S, Effect: 'allow' }] }]] },
      'INVALID_EFFECT',
      '$.scps[1][0].Statement[1].Effect',
    ],
    [
      'an unknown operator',
      { session: [{ Statement: { ...S, Condition: { StringIs: { a: 'b' } } } }] },
      'INVALID_CONDITION_OPERATOR',
      '$.session[0].Statement.Condition.StringIs',
    ],
    [
      'deep nesting',
      { identity: [{ Statement: { ...S, Condition: { StringEquals: { k: [[['x']]] } } } }] },
      'DATA_TYPE_MISMATCH',
      '$.identity[0].Statement.Condition.StringEquals.k[0]',
    ],
    [
      'an identity policy that names a principal',
      { identity: [{ Statement: { ...S, Principal: '*' } }] },
      'UNSUPPORTED_ELEMENT',
      '$.identity[0].Statement.Principal',
    ],
    [
      'a resource policy that says not who',
      { resource: document },
      'MISSING_PRINCIPAL',
      '$.resource.Statement[0]',
    ],
    ['an RCP that says not who', { rcps: [[document]] }, 'MISSING_PRINCIPAL', '$.rcps[0][0].Statement[0]'],
    [
      'an endpoint policy that names no resource',
      { vpcEndpoint: { Statement: { Effect: 'Allow', Action: '*', Principal: '*' } } },
      'MISSING_RESOURCE',
      '$.vpcEndpoint.Statement',
    ],
  ])('%s', (_, policies, code, path) => {
    expect(() => compile(policies as Policies)).toThrow(
      expect.objectContaining({ name: 'LeastwiseError', code, path }),
    );
  });
});

describe('decide refuses', () => {
  const good = { principal: 'arn:aws:iam::111122223333:user/ana', action: 's3:GetObject', resource: '*' };
  test.each<[string, object, string, string]>([
    ['a caller that is none', { principal: 'ana' }, 'MALFORMED_PRINCIPAL', '$.principal'],
    ['a caller without ARN', { principal: {} }, 'MALFORMED_PRINCIPAL', '$.principal'],
    ['no caller', { principal: undefined }, 'MALFORMED_PRINCIPAL', '$.principal'],
    [
      'a group as caller',
      { principal: 'arn:aws:iam::111122223333:group/x' },
      'MALFORMED_PRINCIPAL',
      '$.principal',
    ],
    [
      'a session without name',
      { principal: 'arn:aws:sts::111122223333:assumed-role/x' },
      'MALFORMED_PRINCIPAL',
      '$.principal',
    ],
    [
      'a session of another role',
      {
        principal: {
          arn: 'arn:aws:sts::111122223333:assumed-role/x/y',
          roleArn: 'arn:aws:iam::111122223333:role/z',
        },
      },
      'MALFORMED_PRINCIPAL',
      '$.principal',
    ],
    [
      'an ARN that is none',
      { principal: 'arn:aws:iam::1234:user/ana' },
      'MALFORMED_ARN',
      'arn:aws:iam::1234:user/ana',
    ],
    ['an action with a wildcard', { action: 's3:*' }, 'INVALID_ACTION', '$.action'],
    ['an action with a blank', { action: 's3:GetObject ' }, 'INVALID_ACTION', '$.action'],
    [
      'an account of eleven digits',
      { resourceAccount: '11112222333' },
      'MALFORMED_ACCOUNT',
      '$.resourceAccount',
    ],
    ['null for an account', { resourceAccount: null }, 'MALFORMED_ACCOUNT', '$.resourceAccount'],
    ['an account as a number', { resourceAccount: 111122223333 }, 'MALFORMED_ACCOUNT', '$.resourceAccount'],
    ['a number that is none', { context: { 'aws:x': NaN } }, 'INVALID_CONTEXT', '$.context["aws:x"]'],
    ['an action without service', { action: 'GetObject' }, 'INVALID_ACTION', '$.action'],
    ['a resource that is no ARN', { resource: 'my-bucket' }, 'MALFORMED_ARN', '$.resource'],
    ['no resource', { resource: undefined }, 'MALFORMED_ARN', '$.resource'],
    ['a context that is no object', { context: 'x' }, 'INVALID_CONTEXT', '$.context'],
    [
      'a context value that contains itself',
      { context: { 'aws:x': cyclic } },
      'INVALID_CONTEXT',
      '$.context["aws:x"]',
    ],
    ['a list in a list', { context: { 'aws:x': [['y']] } }, 'INVALID_CONTEXT', '$.context["aws:x"]'],
    ['null', { context: { 'aws:x': null } }, 'INVALID_CONTEXT', '$.context["aws:x"]'],
    ['a date that is none', { context: { 'aws:x': new Date(NaN) } }, 'INVALID_CONTEXT', '$.context["aws:x"]'],
    [
      'a key given twice',
      { context: { 'aws:x': 'a', 'AWS:X': 'b' } },
      'INVALID_CONTEXT',
      '$.context["AWS:X"]',
    ],
  ])('%s', (_, change, code, path) => {
    const request = { ...good, ...change } as AccessRequest;
    const refusal: unknown = expect.objectContaining({ name: 'LeastwiseError', code, path });
    expect(() => authorize({}, request)).toThrow(refusal);
    expect(() => specify({}, request)).toThrow(refusal);
  });

  test('never with a secret or a value of the context in the message', () => {
    const context = { 'sts:ExternalId': { hidden: 'hunter2' } } as never;
    expect(() => authorize({}, { ...good, context })).toThrow(/^(?!.*hunter2)/s);
  });
});
