import type { DecidedBy } from '../decision.ts';
import type { Statement } from '../input/statement.ts';
import type { PolicyType } from '../policies.ts';

/** The types of policy in words. */
export const POLICY_NAMES: Readonly<Record<PolicyType, string>> = {
  identity: 'identity policy',
  resource: 'resource policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scps: 'service control policy',
  rcps: 'resource control policy',
  vpcEndpoint: 'VPC endpoint policy',
};

/** Whether what decided is a type of policy. */
export function isPolicyType(by: DecidedBy): by is PolicyType {
  return by !== 'root' && by !== 'no-permission-needed';
}

/** The path of the document that a statement stands in. */
export function documentOf({ reference }: Statement): string {
  return reference.path.slice(0, reference.path.lastIndexOf('.Statement'));
}

/** `identity policy 2`; without number where it is the only one of its type. */
export function documentLabel(statement: Statement, all: readonly Statement[]): string {
  const { type, level } = statement;
  const document = documentOf(statement);
  const alike = new Set(all.filter((other) => other.type === type).map(documentOf));
  const number = /\[(\d+)\]$/.exec(document)?.[1];
  const ofLevel = type === 'scps' || type === 'rcps' ? ` of level ${level + 1}` : '';
  if (alike.size === 1 || number === undefined) return POLICY_NAMES[type] + ofLevel;
  return `${POLICY_NAMES[type]} ${Number(number) + 1}${ofLevel}`;
}

/** `identity policy 2, statement 1 (ReadData)` */
export function statementLabel(statement: Statement, all: readonly Statement[], isOnly: boolean): string {
  const { path, sid } = statement.reference;
  const number = Number(/\.Statement\[(\d+)\]$/.exec(path)?.[1] ?? 0) + 1;
  const name = sid === undefined || sid === '' ? '' : ` (${sid})`;
  const document = isOnly ? '' : `${documentLabel(statement, all)}, `;
  return `${document}statement ${number}${name}`;
}
