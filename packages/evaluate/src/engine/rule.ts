import type { StatementReference } from '../decision.ts';
import { isServiceLinkedRole } from '../input/arn.ts';
import type { Statement } from '../input/statement.ts';
import { type ConditionMatcher, conditionMatcher } from './condition-matcher.ts';
import type { Inquiry } from './inquiry.ts';
import type { KnownCaller } from './known-caller.ts';
import { DIRECT, type Meaning, NOT_MEANT, principalMatcher } from './principal-matcher.ts';
import { resourceMatcher } from './resource-matcher.ts';
import type { Ask } from './text-matcher.ts';

/** A statement, compiled but for its action, which the index answers. */
export interface Rule {
  readonly statement: Statement;
  /** What a decision names that rests on this statement alone. */
  readonly alone: readonly StatementReference[];
  readonly principal: ((caller: KnownCaller) => Meaning) | undefined;
  readonly resource: ((inquiry: Inquiry) => boolean) | undefined;
  readonly conditions: readonly ConditionMatcher[];
}

export function compileRule(statement: Statement, hasBoundary: boolean, ask: Ask): Rule {
  return {
    statement,
    alone: Object.freeze([statement.reference]),
    principal: principalMatcher(statement, hasBoundary),
    resource: resourceMatcher(statement, ask),
    conditions: statement.conditions.map((test) => conditionMatcher(test, statement.variables, ask)),
  };
}

/** How the rule means the caller if all of it matches; cheap questions come first. */
export function applyRule(rule: Rule, inquiry: Inquiry): Meaning {
  const { caller } = inquiry;
  if (!bears(rule.statement, inquiry)) return NOT_MEANT;
  const meaning = rule.principal === undefined ? DIRECT : rule.principal(caller);
  if (meaning === NOT_MEANT) return NOT_MEANT;
  if (rule.resource !== undefined && !rule.resource(inquiry)) return NOT_MEANT;
  const { conditions } = rule;
  for (let i = 0; i < conditions.length; i++) if (conditions[i]?.(inquiry) === false) return NOT_MEANT;
  return meaning;
}

function bears({ type }: Statement, { caller, action, resource, sameAccount }: Inquiry): boolean {
  const { account, kind, serviceLinked } = caller;
  if (type === 'vpcEndpoint') return true;
  if (type === 'resource') return kind !== 'root' || !sameAccount || !UNLOCKING.has(action);
  if (type === 'rcps') return !serviceLinked && isWithinRcps(action, resource);
  if (type === 'scps') return account !== undefined && !serviceLinked;
  return account !== undefined && kind !== 'root';
}

/** What the policy of a bucket or queue cannot keep from the root user of its account. */
const UNLOCKING: ReadonlySet<string> = new Set([
  's3:getbucketpolicy',
  's3:putbucketpolicy',
  's3:deletebucketpolicy',
  'sqs:setqueueattributes',
]);

function isWithinRcps(action: string, resource: string): boolean {
  if (resource === '*' || action === 's3:listallmybuckets' || action === 'kms:retiregrant') return false;
  return !action.startsWith('sts:') || !isServiceLinkedRole(resource);
}
