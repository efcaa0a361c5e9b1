/** What a key holds: how it looks, and that in words. */
type Form = readonly [keys: string, looks: RegExp, words: string];

/**
 * Keys whose values all look alike, so that a condition on anything else would always be met or never.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const FORMS: readonly Form[] = [
  [
    'aws:PrincipalAccount aws:ResourceAccount aws:SourceAccount aws:VpceAccount kms:CallerAccount',
    /^(?:\d{12}|anonymous)$/,
    'an account of 12 digits',
  ],
  ['aws:PrincipalOrgID aws:ResourceOrgID aws:SourceOrgID aws:VpceOrgID', /^o-\w+$/, 'an organisation, o-...'],
  ['aws:SourceVpc aws:Ec2InstanceSourceVpc', /^vpc-\w+$/, 'a VPC, vpc-...'],
  ['aws:SourceVpce', /^vpce-\w+$/, 'a VPC endpoint, vpce-...'],
  ['aws:RequestedRegion', /^[a-z]+(?:-[a-z]+)+-\d$/, 'a region such as eu-west-1'],
  [
    'aws:PrincipalType',
    /^(?:Account|User|FederatedUser|AssumedRole|Anonymous)$/,
    'Account, User, FederatedUser, AssumedRole or Anonymous',
  ],
  [
    'aws:CalledVia aws:CalledViaFirst aws:CalledViaLast aws:PrincipalServiceName aws:PrincipalServiceNamesList iam:AWSServiceName iam:PassedToService',
    /^[\w-]+(?:\.[\w-]+)+$/,
    'a service such as sagemaker.amazonaws.com',
  ],
  [
    'kms:ViaService',
    /^[\w-]+\.[\w-]+(?:\.[\w-]+){2,}$/,
    'a service in a region such as s3.eu-west-1.amazonaws.com',
  ],
];

let byKey: ReadonlyMap<string, Form> | undefined;

/** Why a text is nothing that the key holds, `undefined` where it is, or where a wildcard or a variable leaves it open. */
export function wrongForm(key: string, text: string, isPattern: boolean): string | undefined {
  if (key === 'aws:PrincipalArn' && text.includes(':assumed-role/'))
    return `\`${text}\` is no ${key}: that of a session is its role, arn:aws:iam::ACCOUNT:role/NAME`;
  byKey ??= new Map(FORMS.flatMap((form) => form[0].split(' ').map((name) => [name, form] as const)));
  const form = byKey.get(key);
  if (form === undefined || form[1].test(text) || text.includes('${')) return undefined;
  if (!/[*?]/.test(text)) return `\`${text}\` is no ${key}: write ${form[2]}`;
  return isPattern ? undefined : `\`${text}\` is no ${key}: a wildcard wants .like(...) or .notLike(...)`;
}

/** The ARN operators compare six parts: a text without wildcards that has fewer is like no ARN. */
export function wrongArn(text: string): string | undefined {
  return /^(?:arn:(?:(?:[^:]*:){4}.|.*[*?])|[*?$])/.test(text)
    ? undefined
    : `\`${text}\` is no ARN: write arn:partition:service:region:account:resource`;
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const RANGE = new RegExp(
  `^(?:${OCTET}(?:\\.${OCTET}){3}(?:/(?:3[0-2]|[12]?\\d))?|[\\da-f]*:[\\da-f:.]+(?:/(?:12[0-8]|1[01]\\d|\\d?\\d))?)$`,
  'i',
);

/** An address with or without the length of its prefix; of one of IPv6 AWS judges the rest. */
export function wrongRange(text: string): string | undefined {
  return RANGE.test(text) ? undefined : `\`${text}\` is no IP range: write 192.0.2.0/24 or 2001:db8::/32`;
}

const MOMENT = /^\d{4}-\d\d-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A date with or without a time and its zone, as ISO 8601 has them, and a day that the month has. */
export function isMoment(value: unknown): boolean {
  if (value instanceof Date) return Number.isFinite(value.getTime());
  const day = typeof value === 'string' ? MOMENT.exec(value)?.[1] : undefined;
  if (typeof value !== 'string' || day === undefined || !Number.isFinite(Date.parse(value))) return false;
  // Date.parse takes the 31st of April for the 1st of May.
  return new Date(value.slice(0, 10)).getUTCDate() === Number(day);
}
