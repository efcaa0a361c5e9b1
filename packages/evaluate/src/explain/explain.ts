import type { PolicySet } from '../input/read-policies.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { decideFrom, matchAll } from '../specification/specify.ts';
import type { Match } from '../specification/statement.ts';
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
    outcome: describeOutcome(verdict, policies, situation),
    lines: documents.flatMap((document) => documentLines(document, policies, matches, situation)),
  };
}

function documentLines(
  document: string,
  { statements }: PolicySet,
  matches: readonly Match[],
  situation: Situation,
): readonly string[] {
  const own = statements.filter((statement) => documentOf(statement) === document);
  const told = matches.filter(({ statement }) => documentOf(statement) === document);
  const isOnly = statements.length === own.length;
  const lines = told.map(
    (match) => `${statementLabel(match.statement, statements, isOnly)} ${describeMatch(match, situation)}`,
  );
  const silent = own.length - told.length;
  const [first] = own;
  if (silent === 0 || first === undefined) return lines;
  const label = documentLabel(first, statements);
  const others = lines.length === 0 ? '' : 'other ';
  const count = silent === 1 ? `1 ${others}statement does` : `${silent} ${others}statements do`;
  return [...lines, `${label}: ${count} not bear on ${situation.actionName} by this caller`];
}
