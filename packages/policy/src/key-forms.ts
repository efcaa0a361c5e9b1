import { remembered } from './remembered.ts';

/**
 * Keys whose values all look alike, by how their names end, so that a condition on anything else would always be met or never. Tags and
 * claims are named by people, and hold what these like.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const KEY =
  /^[\w-]+:\w*?(Account|OrgID|SourceVpce?|RequestedRegion|PrincipalType|ViaService|CalledVia\w*|PrincipalServiceName\w*|AWSServiceName|PassedToService)$/;

/** How the values look, and one of them; where an ending of a key is not named, it is a service. */
type Form = readonly [looks: RegExp, example: string];
const SERVICE: Form = [/^[\w-]+(\.[\w-]+)+$/, 'sagemaker.amazonaws.com'];
const FORMS: Readonly<Record<string, Form>> = {
  Account: [/^(\d{12}|anonymous)$/, '111122223333'],
  OrgID: [/^o-\w+$/, 'o-a1b2c3d4e5'],
  SourceVpc: [/^vpc-\w+$/, 'vpc-0a1b2c3d'],
  SourceVpce: [/^vpce-\w+$/, 'vpce-0a1b2c3d'],
  RequestedRegion: [/^[a-z]+(-[a-z]+)+-\d$/, 'eu-west-1'],
  PrincipalType: [/^(Account|User|FederatedUser|AssumedRole|Anonymous)$/, 'AssumedRole'],
  ViaService: [/^[\w-]+(\.[\w-]+){3,}$/, 's3.eu-west-1.amazonaws.com'],
};

const ANYTHING: Form = [/^/, ''];

const formOf = /* @__PURE__ */ remembered((key): Form => {
  const end = KEY.exec(key)?.[1];
  return end === undefined ? ANYTHING : (FORMS[end] ?? SERVICE);
});

/** Why a text is nothing that the key holds, `undefined` where it is, or where a wildcard or a variable leaves it open. */
export function wrongForm(key: string, text: string, isPattern: boolean): string | undefined {
  if (key === 'aws:PrincipalArn' && text.includes(':assumed-role/'))
    return `\`${text}\` is no ${key}: that of a session is its role, arn:aws:iam::ACCOUNT:role/NAME`;
  const form = formOf(key);
  const [looks, example] = form;
  if (form === ANYTHING || looks.test(text) || text.includes('${')) return undefined;
  if (!/[*?]/.test(text)) return `\`${text}\` is no ${key}: write one such as ${example}`;
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
