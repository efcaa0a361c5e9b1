import type { AccessKey, Account } from '../state.ts';

/**
 * How long changes take to be seen, in milliseconds by the clock. IAM is such a system, and so are the lists of Secrets Manager.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export interface Consistency {
  /** How long the access key of CreateAccessKey is unknown when it signs. */
  readonly keys?: number;
  /** How long a new user or role cannot be named as a principal, and a new role cannot be assumed. */
  readonly principals?: number;
  /** How long a change of IAM's policies does not count: of those attached, inline, in groups, of boundaries and of trust policies. */
  readonly policies?: number;
  /** How far reads of IAM, and ListSecrets, lag behind. */
  readonly reads?: number;
}

/** Whether a key cannot sign yet. The first key of a root exists with its account. */
export function isKeyUnknownYet(
  key: AccessKey,
  account: Account,
  now: number,
  { keys = 0 }: Consistency,
): boolean {
  const isFirst = key.ownerId === account.id && key.created === account.created;
  return !isFirst && now < key.created + keys;
}

/** Whether a user or role is so new that no other part of AWS knows it. */
export function isPrincipalUnknownYet(
  { created }: { readonly created: number },
  now: number,
  { principals = 0 }: Consistency,
): boolean {
  return now < created + principals;
}

/** Whether an operation answers from the state and changes nothing of it. The Gets of STS make credentials. */
export function isRead(service: string, operation: string): boolean {
  return service !== 'sts' && /^(Get|List|Head|Describe|Simulate|BatchGet|Validate)/.test(operation);
}

/** Whether the answers of an operation lag behind. */
export function lags(service: string, operation: string): boolean {
  if (service === 'secretsmanager') return operation === 'ListSecrets';
  return service === 'iam' && isRead(service, operation);
}
