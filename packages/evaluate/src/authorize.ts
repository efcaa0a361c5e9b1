import type { Decision } from './decision.ts';
import { type Candidates, indexActions } from './engine/action-index.ts';
import { judge } from './engine/judge.ts';
import { compileRule } from './engine/rule.ts';
import { explain } from './explain/explain.ts';
import { type Caller, readCaller } from './input/caller.ts';
import { readPolicies } from './input/read-policies.ts';
import { readRequest } from './input/situation.ts';
import type { Statement } from './input/statement.ts';
import type { Policies } from './policies.ts';
import type { AccessRequest } from './request.ts';
import { missingKeys } from './specification/missing-keys.ts';
import { matchAll } from './specification/specify.ts';

/** Policies, compiled. */
export interface Authorizer {
  /**
   * Decides one request.
   *
   * @throws LeastwiseError for what is no request: `MALFORMED_PRINCIPAL`, `MALFORMED_ARN`, `INVALID_ACTION`, `INVALID_CONTEXT`
   */
  decide(request: AccessRequest): Decision;
}

/**
 * Compiles policies into something that decides requests as AWS does. What it gives shares nothing with the documents, which
 * may change afterwards; it does no I/O and reads no clock, so keys such as aws:CurrentTime come with the request.
 *
 * @throws LeastwiseError for a document that is none, with its place: `$.identity[0].Statement[1].Effect`
 * @example
 * ```ts
 * import { compile } from '@leastwise/evaluate';
 * import { allow, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * const read = policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', 'train/*')));
 * const authorizer = compile({ identity: [read] });
 * const decision = authorizer.decide({
 *   principal: 'arn:aws:iam::111122223333:user/ana',
 *   action: s3.GetObject,
 *   resource: s3.object('my-ml-datasets', 'train/1.csv'),
 * });
 * console.log(decision.effect, decision.by);
 * ```
 * ```text
 * Allow identity
 * ```
 */
export function compile(policies: Policies): Authorizer {
  const set = readPolicies(policies);
  const hasBoundary = set.given.has('boundary');
  const candidatesFor = indexActions(set.statements.map((statement) => compileRule(statement, hasBoundary)));
  let last: { readonly text: string; readonly caller: Caller } | undefined;

  return {
    decide: (request) => {
      const { principal } = request;
      // Requests come in runs of one caller, and taking an ARN apart costs more than a decision.
      if (typeof principal === 'string' && last?.text !== principal)
        last = { text: principal, caller: readCaller(principal) };
      const caller =
        typeof principal === 'string' && last !== undefined ? last.caller : readCaller(principal);
      const situation = readRequest(request, caller);
      const candidates = candidatesFor(situation.action);
      const { effect, by, statements } = judge(candidates, set, situation);
      return {
        effect,
        by,
        statements,
        get missingKeys() {
          const speaking = { ...set, statements: statementsOf(candidates) };
          return missingKeys(matchAll(speaking, situation), speaking, situation);
        },
        explain: () => {
          const { request: asked, outcome, lines } = explain(set, statementsOf(candidates), situation);
          return [`${asked} ${outcome}`, ...lines].join('\n  ');
        },
      };
    },
  };
}

function statementsOf({ denies, allows }: Candidates): readonly Statement[] {
  return [...denies, ...allows].map(({ statement }) => statement);
}

/**
 * Decides one request by these policies. For more than one request, `compile` the policies once.
 *
 * @throws LeastwiseError as `compile` and `decide` do
 */
export function authorize(policies: Policies, request: AccessRequest): Decision {
  return compile(policies).decide(request);
}
