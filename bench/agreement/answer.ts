import type { AccessRequest, DecisionEffect, Policies } from '@leastwise/evaluate';

/** A claim about a decision, as packages/evaluate/cases has it. */
export interface Case {
  readonly title: string;
  readonly page: string;
  readonly policies: Policies;
  readonly request: AccessRequest;
  readonly expect: { readonly effect: DecisionEffect };
}

/** What an engine answers; `refused` with its reason, `unasked` where it has no words for the question. */
export type Answer =
  | { readonly kind: 'answer'; readonly effect: DecisionEffect | 'Deny' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unasked'; readonly why: string };

export interface Engine {
  readonly name: string;
  readonly version: string;
  ask(each: Case): Promise<Answer>;
}

/** Whether the answer is that of the claim; an engine that only says no agrees with either deny. */
export function agrees(answer: Answer, { expect: { effect } }: Case): boolean {
  if (answer.kind !== 'answer') return false;
  return answer.effect === effect || (answer.effect === 'Deny' && effect !== 'Allow');
}

/** The ARN or name of the caller. */
export function callerOf({ request: { principal } }: Case): string {
  return typeof principal === 'string' ? principal : principal.arn;
}

/**
 * The context as text by key, with the keys that follow from the caller: the peers ask for them, and what they would answer
 * without is no disagreement about policies.
 */
export function contextOf(each: Case): Record<string, string | string[]> {
  const text = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
  const given = Object.entries(each.request.context ?? {}).map(
    ([key, value]) => [key, Array.isArray(value) ? value.map(text) : text(value)] as const,
  );
  const names = new Set(given.map(([key]) => key.toLowerCase()));
  const derived = Object.entries(derivedKeys(each)).filter(([key]) => !names.has(key.toLowerCase()));
  return Object.fromEntries([...derived, ...given]);
}

function derivedKeys({ request: { principal, resource, resourceAccount } }: Case): Record<string, string> {
  const {
    arn,
    roleArn = undefined,
    userId = undefined,
  } = typeof principal === 'string' ? { arn: principal } : principal;
  const [, , , , account = '', name = ''] = arn.split(':');
  const owner = resourceAccount ?? resource.split(':')[4] ?? '';
  const keys: Record<string, string | undefined> = {
    'aws:ResourceAccount': /^\d{12}$/.test(owner) ? owner : undefined,
    ...(account === '' ? {} : { 'aws:PrincipalAccount': account }),
    ...callerKeys(arn, name, { account, roleArn, userId }),
  };
  return Object.fromEntries(
    Object.entries(keys).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

interface Known {
  readonly account: string;
  readonly roleArn: string | undefined;
  readonly userId: string | undefined;
}

function callerKeys(arn: string, name: string, known: Known): Record<string, string | undefined> {
  const last = name.split('/').at(-1) ?? '';
  if (name === 'root')
    return { 'aws:PrincipalArn': arn, 'aws:PrincipalType': 'Account', 'aws:userid': known.account };
  if (name.startsWith('user/'))
    return {
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'User',
      'aws:username': last,
      'aws:userid': known.userId,
    };
  if (name.startsWith('federated-user/'))
    return {
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'FederatedUser',
      'aws:userid': `${known.account}:${last}`,
    };
  if (name.startsWith('assumed-role/'))
    return {
      'aws:PrincipalArn': known.roleArn,
      'aws:PrincipalType': 'AssumedRole',
      'aws:userid': known.userId === undefined ? undefined : `${known.userId}:${last}`,
    };
  if (arn === '*') return { 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' };
  return arn.endsWith('.amazonaws.com')
    ? { 'aws:PrincipalServiceName': arn, 'aws:PrincipalIsAWSService': 'true' }
    : {};
}
