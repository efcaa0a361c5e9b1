import type { DecidedBy } from '../decision.ts';
import type { Situation } from '../input/situation.ts';
import type { Statement } from '../input/statement.ts';
import type { PolicyType } from '../policies.ts';
import { decidesAlone } from '../specification/order.ts';

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

/** A type of policy in words; the resource policies that have names of their own by those. */
export function policyName(type: PolicyType, situation: Situation): string {
  if (type !== 'resource' || !decidesAlone(situation)) return POLICY_NAMES[type];
  return situation.action.startsWith('kms:') ? 'key policy' : 'trust policy';
}

/** Whether what decided is a type of policy. */
export function isPolicyType(by: DecidedBy): by is PolicyType {
  return by !== 'root' && by !== 'no-permission-needed';
}

/** The path of the document that a statement stands in. */
export function documentOf({ reference }: Statement): string {
  return reference.path.slice(0, reference.path.lastIndexOf('.Statement'));
}

/** `identity policy 2`; without number where it is the only one of its type, or of its level. */
export function documentLabel(statement: Statement, all: readonly Statement[], situation: Situation): string {
  const { type, level } = statement;
  const document = documentOf(statement);
  const alike = new Set(all.filter((other) => other.type === type && other.level === level).map(documentOf));
  const number = /\[(\d+)\]$/.exec(document)?.[1];
  const ofLevel = type === 'scps' || type === 'rcps' ? ` of level ${level + 1}` : '';
  const name = policyName(type, situation);
  if (alike.size === 1 || number === undefined) return name + ofLevel;
  return `${name} ${Number(number) + 1}${ofLevel}`;
}

/** `identity policy 2, statement 1 (ReadData)` */
export function statementLabel(
  statement: Statement,
  all: readonly Statement[],
  isOnly: boolean,
  situation: Situation,
): string {
  const { path, sid } = statement.reference;
  const number = Number(/\.Statement\[(\d+)\]$/.exec(path)?.[1] ?? 0) + 1;
  const name = sid === undefined || sid === '' ? '' : ` (${sid})`;
  const document = isOnly ? '' : `${documentLabel(statement, all, situation)}, `;
  return `${document}statement ${number}${name}`;
}
