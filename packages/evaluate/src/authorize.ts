import type { Decision } from './decision.ts';
import { indexActions } from './engine/action-index.ts';
import { Decided } from './engine/decided.ts';
import { askedKey, clearInquiry, createInquiry, type Inquiry, readInquiry } from './engine/inquiry.ts';
import { createJudgement, judge, type Judgement } from './engine/judge.ts';
import { numberKeys } from './engine/key-numbers.ts';
import { rememberCallers } from './engine/known-caller.ts';
import { compileRule, type Rule } from './engine/rule.ts';
import { type PolicySet, readPolicies } from './input/read-policies.ts';
import { mustBeRequest } from './input/situation.ts';
import type { Policies } from './policies.ts';
import type { AccessRequest } from './request.ts';

/** Policies, compiled. */
export interface Authorizer {
  /**
   * Decides one request. `missingKeys` and `explain` of the decision read the request again when they are asked, so leave it as
   * it is until then.
   *
   * @throws LeastwiseError for what is no request: `MALFORMED_PARAMETER`, `MALFORMED_PRINCIPAL`, `MALFORMED_ARN`, `MALFORMED_ACCOUNT`,
   * `INVALID_ACTION`, `INVALID_CONTEXT`
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
  const keys = new Map<string, number>();
  const candidatesFor = indexActions(compileRules(set, keys));
  const names = numberKeys(keys);
  const callerOf = rememberCallers();
  // The room that one decision takes and the next takes over. A request that asks this authorizer again while it is read, which
  // takes a getter of its context, finds none and makes its own.
  let room: Room | undefined;

  return {
    decide: (request) => {
      mustBeRequest(request);
      const caller = callerOf(request.principal);
      const candidates = candidatesFor(request.action);
      const own = room ?? { inquiry: createInquiry(caller), judgement: createJudgement(set) };
      const { inquiry, judgement } = own;
      room = undefined;
      try {
        readInquiry(inquiry, request, caller, candidates.action, names);
        judge(judgement, candidates, set, inquiry);
        return new Decided(judgement, request, set, candidates);
      } finally {
        clearInquiry(inquiry);
        names.tidy();
        room = own;
      }
    },
  };
}

interface Room {
  readonly inquiry: Inquiry;
  readonly judgement: Judgement;
}

/** @param keys where the keys that the policies ask for are put, with their numbers */
function compileRules({ statements, given }: PolicySet, keys: Map<string, number>): readonly Rule[] {
  return statements.map((statement) =>
    compileRule(statement, given.has('boundary'), (key) => {
      const number = keys.get(key) ?? keys.size;
      keys.set(key, number);
      return askedKey(key, number);
    }),
  );
}

/**
 * Decides one request by these policies. For more than one request, `compile` the policies once.
 *
 * @throws LeastwiseError as `compile` and `decide` do
 */
export function authorize(policies: Policies, request: AccessRequest): Decision {
  return compile(policies).decide(request);
}
