import { LeastwiseError } from '@leastwise/core';
import { parseArn } from '@leastwise/policy/check';
import type { CallerDescription } from '../request.ts';
import { isServiceLinkedRole } from './arn.ts';

/** Who asks, taken apart. */
export interface Caller {
  readonly kind: 'anonymous' | 'service' | 'federated' | 'root' | 'user' | 'role' | 'federated-user';
  /** As the request names it: an ARN, a service, a provider or `*`. */
  readonly text: string;
  readonly partition: string;
  readonly account: string | undefined;
  /** The name of the user, role or federated user, without path. */
  readonly name: string;
  /** Of a session, where they are known. */
  readonly roleArn: string | undefined;
  readonly sessionArn: string | undefined;
  /** aws:userid as far as it is known: of a session with its name. */
  readonly userId: string | undefined;
  readonly federatedBy: string | undefined;
  /** Whether it is known to be the session of a service-linked role. */
  readonly serviceLinked: boolean;
}

const NOBODY: Caller = {
  kind: 'anonymous',
  text: '*',
  partition: 'aws',
  account: undefined,
  name: '',
  roleArn: undefined,
  sessionArn: undefined,
  userId: undefined,
  federatedBy: undefined,
  serviceLinked: false,
};

/** Identity providers that policies name without an ARN. */
const WEB_IDENTITY = [
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
];

/**
 * Takes the caller of a request apart.
 *
 * @throws LeastwiseError `MALFORMED_PRINCIPAL` or `MALFORMED_ARN`
 */
export function readCaller(principal: string | CallerDescription): Caller {
  if (typeof principal === 'string') return fromText(principal, { arn: principal });
  if (typeof (principal as CallerDescription | null | undefined)?.arn !== 'string')
    throw malformed('a caller is an ARN, a service, or an object with its `arn`', undefined);
  checkDescription(principal);
  return fromText(principal.arn, principal);
}

function checkDescription(principal: CallerDescription): void {
  for (const part of ['roleArn', 'userId', 'federatedBy'] as const)
    if (!['string', 'undefined'].includes(typeof principal[part]))
      throw malformed(`the \`${part}\` of a caller is text`, 'leave it out where it is not known');
}

function fromText(text: string, description: CallerDescription): Caller {
  if (text === '*') return { ...NOBODY, userId: 'anonymous' };
  if (WEB_IDENTITY.includes(text)) return { ...NOBODY, kind: 'federated', text, name: text };
  if (text.startsWith('arn:')) return fromArn(text, description);
  if (/^[\w-]+(?:\.[\w-]+)+$/.test(text)) return { ...NOBODY, kind: 'service', text, name: text };
  throw malformed(`\`${text}\` is no caller`, 'write an ARN, a service such as glue.amazonaws.com, or *');
}

function fromArn(arn: string, description: CallerDescription): Caller {
  const { partition, service, account, resource } = parseArn(arn);
  const known = { ...NOBODY, text: arn, partition, account };
  const [type = '', ...rest] = resource.split('/');
  const name = rest.at(-1) ?? '';
  switch (`${service}:${type}`) {
    case 'iam:root':
      return { ...known, kind: 'root', userId: account };
    case 'iam:user':
      return { ...known, kind: 'user', name, userId: description.userId };
    case 'iam:role':
      return {
        ...known,
        kind: 'role',
        name,
        roleArn: arn,
        userId: sessionId(description.userId, undefined),
        serviceLinked: isServiceLinkedRole(arn),
      };
    case 'sts:assumed-role':
      return session(known, rest, description);
    case 'sts:federated-user':
      return {
        ...known,
        kind: 'federated-user',
        name,
        sessionArn: arn,
        userId: `${account}:${name}`,
        federatedBy: description.federatedBy,
      };
    case 'iam:oidc-provider':
    case 'iam:saml-provider':
      return { ...known, kind: 'federated', account: undefined, name: arn };
    default:
      throw malformed(`\`${arn}\` makes no requests`, 'name a user, a session, a role or the root user');
  }
}

function session(known: Caller, [name = '', ...more]: readonly string[], given: CallerDescription): Caller {
  const sessionName = more.join('/');
  if (sessionName === '')
    throw malformed(`\`${known.text}\` has no session name`, 'write assumed-role/NAME/SESSION');
  const { roleArn } = given;
  if (roleArn !== undefined) {
    const role = parseArn(roleArn);
    if (role.account !== known.account || role.resource.split('/').at(-1) !== name)
      throw malformed(`\`${known.text}\` is no session of \`${roleArn}\``, undefined);
  }
  return {
    ...known,
    kind: 'role',
    name,
    roleArn,
    sessionArn: known.text,
    userId: sessionId(given.userId, sessionName),
    serviceLinked: roleArn !== undefined && isServiceLinkedRole(roleArn),
  };
}

/** `AROA...:session`; nothing where the role's id is given alone and the session has no name. */
function sessionId(userId: string | undefined, sessionName: string | undefined): string | undefined {
  if (userId === undefined || userId.includes(':')) return userId;
  return sessionName === undefined ? undefined : `${userId}:${sessionName}`;
}

/**
 * s3:ListAllMyBuckets works on no one bucket; policies grant it by `*` and by the ARN of all buckets.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_home-directory-console.html
 */
export function everyBucket(partition: string): string {
  return `arn:${partition}:s3:::*`;
}

function malformed(what: string, hint: string | undefined): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_PRINCIPAL', what, path: '$.principal', hint });
}
