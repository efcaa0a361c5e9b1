import type { DecidedBy, DecisionEffect, StatementReference } from '../decision.ts';
import { type PolicySet, readPolicies } from '../input/read-policies.ts';
import { readRequest, type Situation } from '../input/situation.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest } from '../request.ts';
import { missingKeys } from './missing-keys.ts';
import { allowed, explicitDeny, needsNoPermission, type Verdict } from './order.ts';
import { bearsOn, type Match, matchStatement } from './statement.ts';

/** What the specification says of a request: the same as a {@link Decision}, without its words. */
export interface SpecifiedDecision {
  readonly effect: DecisionEffect;
  readonly by: DecidedBy;
  readonly statements: readonly StatementReference[];
  readonly missingKeys: readonly string[];
}

/**
 * Decides a request the slow and plain way, statement by statement in the order of AWS's documentation. The engine that
 * `compile` builds gives the same answers; tests hold the two against each other.
 *
 * @throws LeastwiseError as `compile` and `decide` do
 */
export function specify(policies: Policies, request: AccessRequest): SpecifiedDecision {
  const set = readPolicies(policies);
  const situation = readRequest(request);
  const matches = matchAll(set, situation);
  const verdict = decideFrom(matches, set, situation);
  return {
    effect: verdict.effect,
    by: verdict.by,
    statements: verdict.matches.map(({ statement }) => statement.reference),
    missingKeys: missingKeys(matches, set, situation),
  };
}

/** Every statement that bears on the caller, held against the request. */
export function matchAll(policies: PolicySet, situation: Situation): readonly Match[] {
  const hasBoundary = policies.given.has('boundary');
  return policies.statements
    .filter((statement) => bearsOn(statement, situation))
    .map((statement) => matchStatement(statement, situation, hasBoundary));
}

/** What follows from the matches. */
export function decideFrom(matches: readonly Match[], policies: PolicySet, situation: Situation): Verdict {
  if (needsNoPermission(situation)) return { effect: 'Allow', by: 'no-permission-needed', matches: [] };
  const allows = matches.filter(({ statement, whole }) => statement.effect === 'Allow' && whole.now);
  return explicitDeny(matches) ?? allowed(allows, policies, situation);
}
