import type { DecidedBy, Decision, DecisionEffect, StatementReference } from '../decision.ts';
import { explain } from '../explain/explain.ts';
import type { PolicySet } from '../input/read-policies.ts';
import { readRequest } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import type { AccessRequest } from '../request.ts';
import { missingKeys } from '../specification/missing-keys.ts';
import { matchAll } from '../specification/specify.ts';
import type { Candidates } from './action-index.ts';
import type { Judgement } from './judge.ts';

/**
 * A decision, and what it explains itself from. A class, because its members are then made once for all decisions: it is all that
 * deciding leaves behind.
 */
export class Decided implements Decision {
  readonly effect: DecisionEffect;
  readonly by: DecidedBy;
  readonly statements: readonly StatementReference[];
  readonly #request: AccessRequest;
  readonly #policies: PolicySet;
  readonly #candidates: Candidates;

  constructor(judgement: Judgement, request: AccessRequest, policies: PolicySet, candidates: Candidates) {
    this.effect = judgement.effect;
    this.by = judgement.by;
    this.statements = statementsOf(judgement);
    this.#request = request;
    this.#policies = policies;
    this.#candidates = candidates;
  }

  get missingKeys(): readonly string[] {
    const situation = readRequest(this.#request);
    const speaking = { ...this.#policies, statements: this.#speaking() };
    return missingKeys(matchAll(speaking, situation), speaking, situation);
  }

  explain(): string {
    const { request, outcome, lines } = explain(this.#policies, this.#speaking(), readRequest(this.#request));
    return [`${request} ${outcome}`, ...lines].join('\n  ');
  }

  /** The statements that speak of the action. */
  #speaking(): readonly Statement[] {
    const { denies, allows } = this.#candidates;
    return [...denies, ...allows].map(({ statement }) => statement);
  }
}

const NONE: readonly StatementReference[] = Object.freeze([]);

function statementsOf({ used, count }: Judgement): readonly StatementReference[] {
  if (count === 0) return NONE;
  if (count === 1) return used[0]?.alone ?? NONE;
  const statements = new Array<StatementReference>(count);
  for (let i = 0; i < count; i++) {
    const rule = used[i];
    if (rule !== undefined) statements[i] = rule.statement.reference;
  }
  return statements;
}
