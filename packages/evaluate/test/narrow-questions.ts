import fc from 'fast-check';
import type { StatementJson } from '@leastwise/policy';
import type { AccessRequest, Policies } from '../src/index.ts';
import { contexts, either, everything } from './generators.ts';
import {
  actionPatterns,
  actions,
  callers,
  decorated,
  families,
  keys,
  of,
  principalNames,
  principals,
  resourcePatterns,
  resources,
  USER,
} from './vocabulary.ts';

/** A policy set and a request that one part of one statement decides: what large sets drown, these show. */
export const narrowQuestions: fc.Arbitrary<readonly [Policies, AccessRequest]> = fc.oneof(
  oneCondition(),
  onePattern(),
  onePrincipal(),
);

/** Key, operator, policy value and request value of one family, so that they often meet. */
function oneCondition(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  const question = ([operators, values]: (typeof families)[number]): fc.Arbitrary<
    readonly [Policies, AccessRequest]
  > =>
    fc
      .record({
        operator: of(...operators).chain(decorated),
        key: keys,
        wanted: fc.oneof(values, fc.array(values, { maxLength: 3 })),
        given: fc.oneof(values, fc.array(values, { maxLength: 3 })),
        team: fc.option(of('ana', '*', 'a'), { nil: undefined }),
        version: of('2008-10-17', '2012-10-17', '2012-10-17'),
        principal: callers,
      })
      .map(({ operator, key, wanted, given, team, version, principal }) => {
        const Condition = { [operator]: { [key]: wanted } };
        const identity = { Effect: 'Allow', Action: '*', Resource: '*', Condition } as const;
        const policies = {
          identity: [{ Version: version, Statement: identity }],
          resource: { Version: version, Statement: { ...identity, Principal: '*' } },
        };
        const tag = team === undefined || /principaltag/i.test(key) ? {} : { 'aws:PrincipalTag/team': team };
        const context = { ...tag, [key]: given };
        return [policies as Policies, { principal, action: 's3:GetObject', resource: '*', context }] as const;
      });
  return fc.oneof(...families.map(question));
}

function onePattern(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  return fc
    .tuple(
      either('Action', actionPatterns),
      either('Resource', resourcePatterns),
      actions,
      resources,
      contexts,
    )
    .map(([action, resource, asked, on, context]) => {
      const Statement = { Effect: 'Allow', ...action, ...resource } as StatementJson;
      const identity = [{ Version: '2012-10-17' as const, Statement }];
      return [{ identity }, { principal: USER, action: asked, resource: on, context }] as const;
    });
}

function onePrincipal(): fc.Arbitrary<readonly [Policies, AccessRequest]> {
  const lists = fc.uniqueArray(principalNames, { minLength: 1, maxLength: 5 });
  return fc
    .record({
      means: fc.oneof(
        either(
          'Principal',
          lists.map((AWS) => ({ AWS })),
        ),
        either('Principal', principals),
      ),
      effect: of('Allow', 'Deny'),
      principal: callers,
      resource: resources,
      more: fc.constantFrom<Policies>({}, { boundary: everything }, { identity: [everything] }),
    })
    .map(({ means, effect, principal, resource, more }) => {
      const base = { Action: '*', Resource: '*' };
      const Statement = [
        { Effect: effect, ...base, ...means },
        ...(effect === 'Deny' ? [{ Effect: 'Allow', ...base, Principal: '*' }] : []),
      ];
      const policies = { ...more, resource: { Statement } } as Policies;
      return [policies, { principal, action: 's3:GetObject', resource }] as const;
    });
}
