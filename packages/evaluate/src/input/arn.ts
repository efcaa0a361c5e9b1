/** The six segments of an ARN, the last of which keeps its colons; nothing for what is no ARN. */
export function arnSegments(text: string): readonly string[] | undefined {
  const segments = text.split(':');
  if (segments.length < 6 || segments[0] !== 'arn') return undefined;
  return [...segments.slice(0, 5), segments.slice(5).join(':')];
}

/** The account in an ARN, where it has one; `aws`, the owner of AWS managed policies, is none. */
export function accountOf(arn: string): string | undefined {
  let at = -1;
  for (let colons = 0; colons < 4; colons++) {
    at = arn.indexOf(':', at + 1);
    if (at < 0) return undefined;
  }
  const end = arn.indexOf(':', at + 1);
  if (end <= at + 1) return undefined;
  const account = arn.slice(at + 1, end);
  return account === 'aws' ? undefined : account;
}
