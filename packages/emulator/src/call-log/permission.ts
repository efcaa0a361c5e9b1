import type { StatementReference } from '@leastwise/evaluate';
import type { Ruling } from '../authorization/guard.ts';
import type { RecordedPermission, RecordedStatement } from './recorded-call.ts';

/** What was decided of a permission, as plain data. */
export function permissionOf({ action, resource, decision, names }: Ruling): RecordedPermission {
  const { effect, by, statements } = decision;
  return {
    action,
    resource,
    effect,
    by,
    statements: statements.map((reference) => statementOf(reference, names)),
    ...(effect !== 'Allow' && { why: decision.explain() }),
  };
}

/** The path says which of the policies it was: `$.identity[0].Statement[1]`. */
function statementOf(
  { policy: type, path, sid, effect }: StatementReference,
  names: Ruling['names'],
): RecordedStatement {
  const at = path.indexOf('.Statement');
  const place = path.slice(2, at);
  const index = Number(/\[(\d+)\]$/.exec(place)?.[1] ?? 0);
  const policy = names[type]?.[index] ?? place;
  return { policy, type, statement: path.slice(at + 1), ...(sid !== undefined && { sid }), effect };
}
