export { authorize, type Authorizer, compile } from './authorize.ts';
export { compareByWitness, type Comparison, transitionWitness } from './compare/compare-by-witness.ts';
export type { Grants } from './compare/grants.ts';
export { type CombinedDecision, decideAll } from './decide-all.ts';
export type { DecidedBy, Decision, DecisionEffect, StatementReference } from './decision.ts';
export { assertAllows, assertDenies } from './testing/claims.ts';
export type { ClaimedRequest, Subject } from './testing/proof.ts';
export type { Policies, PolicyType } from './policies.ts';
export type { AccessRequest, CallerDescription, Context, ContextValue } from './request.ts';
