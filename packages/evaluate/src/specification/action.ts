import { piecesOf } from '../input/pattern.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import { covers } from './pattern.ts';

/**
 * Action and NotAction: names are the same in any case, `*` and `?` stand anywhere in them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionMatches({ action }: Statement, situation: Situation): boolean {
  const named = action.entries.some((entry) =>
    covers(piecesOf(entry.toLowerCase(), { wildcards: true, variables: false }), situation.action),
  );
  return named !== action.not;
}
