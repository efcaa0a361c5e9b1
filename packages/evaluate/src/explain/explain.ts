import { isServiceLinkedRole } from '../input/arn.ts';
import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { decideFrom, matchAll } from '../specification/specify.ts';
import { bearsOn, type Match } from '../specification/statement.ts';
import { describeMatch } from './describe-match.ts';
import { describeOutcome, describeRequest } from './describe-verdict.ts';
import { documentLabel, documentOf, statementLabel } from './labels.ts';

/** The reasons for a decision in words. */
export interface Explanation {
  /** `s3:GetObject on arn:aws:s3:::payroll/x by arn:aws:iam::111122223333:user/ana` */
  readonly request: string;
  /** `is implicitly denied: no identity policy allows it` */
  readonly outcome: string;
  /** What each statement that speaks of the action says of this request, and how many do not. */
  readonly lines: readonly string[];
}

/**
 * Says in words why a request is decided as it is.
 *
 * @param speaking the statements that speak of the action; the others are only counted
 */
export function explain(
  policies: PolicySet,
  speaking: readonly Statement[],
  situation: Situation,
): Explanation {
  const { statements } = policies;
  const spoken = new Set(speaking);
  const inOrder = statements.filter((statement) => spoken.has(statement));
  const matches = matchAll({ ...policies, statements: inOrder }, situation);
  const verdict = decideFrom(matches, policies, situation);
  const documents = [...new Set(statements.map(documentOf))];
  return {
    request: describeRequest(situation),
    outcome: describeOutcome(verdict, policies, matches, situation),
    lines: documents.flatMap((document) => documentLines(document, policies, matches, situation)),
  };
}

function documentLines(
  document: string,
  policies: PolicySet,
  matches: readonly Match[],
  situation: Situation,
): readonly string[] {
  const { statements } = policies;
  const own = statements.filter((statement) => documentOf(statement) === document);
  const [first] = own;
  if (first === undefined) return [];
  const label = documentLabel(first, statements, situation);
  if (!bearsOn(first, situation)) return [`${label} ${outOfReach(first, situation)}`];
  const told = matches.filter(({ statement }) => documentOf(statement) === document);
  const isOnly = statements.length === own.length;
  const lines = told.map(
    (match) =>
      `${statementLabel(match.statement, statements, isOnly, situation)} ${describeMatch(match, policies, situation)}`,
  );
  const silent = own.length - told.length;
  return silent === 0 ? lines : [...lines, `${label}: ${silence(silent, lines.length > 0)}`];
}

/** Whom or what a policy does not bear on. */
function outOfReach({ type }: Statement, { caller, actionName, resource }: Situation): string {
  if (type === 'resource') return `does not bear on ${actionName} by the root user of its account`;
  if (type !== 'rcps' || caller.serviceLinked) return 'does not bear on this caller';
  return `does not bear on ${isServiceLinkedRole(resource) ? 'service-linked roles' : actionName}`;
}

/** `2 other statements are about other actions` */
function silence(count: number, isBesideOthers: boolean): string {
  const other = isBesideOthers ? 'other ' : '';
  return count === 1
    ? `1 ${other}statement is about other actions`
    : `${count} ${other}statements are about other actions`;
}
