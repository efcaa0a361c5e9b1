/** The six segments of an ARN, the last of which keeps its colons; nothing for what is no ARN. */
export function arnSegments(text: string): readonly string[] | undefined {
  const segments = text.split(':');
  if (segments.length < 6 || segments[0] !== 'arn') return undefined;
  return [...segments.slice(0, 5), segments.slice(5).join(':')];
}

/** The account in an ARN, where it has one; `aws`, the owner of AWS managed policies, is none. */
export function accountOf(arn: string): string | undefined {
  const start = accountStart(arn);
  return start < 0 ? undefined : arn.slice(start, arn.indexOf(':', start));
}

/** Whether an ARN names this account; true if it names none. Makes no text on the way. */
export function isOfAccount(arn: string, account: string | undefined): boolean {
  const start = accountStart(arn);
  if (start < 0) return true;
  if (account === undefined) return false;
  return arn.startsWith(account, start) && arn.indexOf(':', start) === start + account.length;
}

export function namesAccount(arn: string): boolean {
  return accountStart(arn) >= 0;
}

/** Where the account of an ARN begins; -1 if it has none. */
function accountStart(arn: string): number {
  const start = segmentStart(arn, 4);
  if (start < 0) return -1;
  const end = arn.indexOf(':', start);
  return end <= start || (end === start + 3 && arn.startsWith('aws', start)) ? -1 : start;
}

/** Where a segment of an ARN begins, counted from 0; -1 if there is none. */
export function segmentStart(arn: string, segment: number): number {
  let start = 0;
  for (let i = 0; i < segment; i++) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return -1;
  }
  return start;
}

/**
 * AWS alone makes roles below this path.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function isServiceLinkedRole(arn: string): boolean {
  return arn.includes(':role/aws-service-role/');
}
