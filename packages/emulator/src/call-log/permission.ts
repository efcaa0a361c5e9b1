import type { StatementReference } from '@leastwise/evaluate';
import type { Ruling } from '../authorization/guard.ts';
import type { PolicyNames } from '../authorization/policy-names.ts';
import type { RecordedPermission, RecordedStatement } from './recorded-call.ts';

/** What was decided of a permission, as plain data. */
export function permissionOf({ action, resource, decision, names }: Ruling): RecordedPermission {
  const { effect, by, statements } = decision;
  return {
    action,
    resource,
    effect,
    by,
    statements: statements.length === 0 ? NONE : statementsOf(statements, names()),
    ...(effect !== 'Allow' && { why: decision.explain() }),
  };
}

const NONE: readonly RecordedStatement[] = Object.freeze([]);

function statementsOf(
  references: readonly StatementReference[],
  names: PolicyNames,
): readonly RecordedStatement[] {
  return references.map((reference) => statementOf(reference, names));
}

/** The path says which of the policies it was: `$.identity[0].Statement[1]`. */
function statementOf(
  { policy: type, path, sid, effect }: StatementReference,
  names: PolicyNames,
): RecordedStatement {
  const at = path.indexOf('.Statement');
  const place = path.slice(2, at);
  const index = Number(/\[(\d+)\]$/.exec(place)?.[1] ?? 0);
  const policy = names[type]?.[index] ?? place;
  return { policy, type, statement: path.slice(at + 1), ...(sid !== undefined && { sid }), effect };
}
