import { type CallEvent, checkParameter, LeastwiseError } from '@leastwise/core';
import type { AccountEntity } from '../account.ts';
import { inlineOf } from '../diff/fingerprints.ts';
import { identityOf } from '../entity.ts';
import { type Plan, planHash, type Step } from '../plan.ts';

/** One line of an audit log, as plain data. No line holds a secret. */
export type AuditEntry =
  /** The first line: the plan, and with it everything as it was before. */
  | { readonly type: 'plan'; readonly time: string; readonly plan: Plan }
  | {
      readonly type: 'call';
      readonly time: string;
      /** The hash of the plan. */
      readonly plan: string;
      readonly step?: string;
      readonly operation: string;
      readonly kind: CallEvent['kind'];
      readonly attempt: number;
      readonly outcome: CallEvent['outcome'];
      readonly requestId?: string;
      readonly error?: string;
    }
  | {
      readonly type: 'step';
      readonly time: string;
      readonly plan: string;
      readonly step: string;
      readonly outcome: 'done' | 'failed';
      /** The document that the step wrote over or took away, where it has no versions in IAM. */
      readonly before?: unknown;
      readonly error?: string;
      /** Where it failed, the ARN of the step's entity. */
      readonly arn?: string;
    };

/** Where the lines of an audit log go: to a file, a stream, a bucket. */
export type AuditSink = (line: string) => void;

/** The document that a step writes over and that IAM keeps no version of. */
export function documentBefore({ kind, entity, calls }: Step, { before }: Plan): unknown {
  const known = before[identityOf(entity)] as AccountEntity | null | undefined;
  if (known === null || known === undefined) return undefined;
  if (kind === 'update-trust' && known.type === 'role') return known.trust;
  const inline = inlineOf({ calls });
  return inline !== undefined && 'inline' in known ? known.inline[inline] : undefined;
}

/**
 * The plan that an audit log is about, for `rollback`.
 *
 * @throws LeastwiseError `AUDIT_UNREADABLE` where the log does not begin with a plan, or with one that was changed since
 */
export function planFromAudit(log: string): Plan {
  checkParameter('log', log, 'text', 'give the lines that `audit` got, joined by line breaks');
  const first = log.slice(0, log.indexOf('\n') === -1 ? undefined : log.indexOf('\n'));
  const entry = parsed(first);
  if (entry?.type === 'plan' && isWhole(entry.plan)) return entry.plan;
  throw new LeastwiseError({
    code: 'AUDIT_UNREADABLE',
    what: 'the audit log does not begin with the plan that it is about',
    path: 'line 1',
    hint: 'give the whole text that was written while one plan was applied, unchanged',
  });
}

/** A line may say that it has a plan, and have none. */
function isWhole(plan: Plan | null | undefined): boolean {
  return plan?.hash !== undefined && planHash(plan) === plan.hash;
}

function parsed(line: string): AuditEntry | undefined {
  try {
    return JSON.parse(line) as AuditEntry;
  } catch {
    return undefined;
  }
}
