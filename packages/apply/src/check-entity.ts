import { LeastwiseError } from '@leastwise/core';
import { parseArn, type PolicyDocument, size, type Tags } from '@leastwise/policy';
import { entityId, type EntityType } from './entity.ts';
import { checkSize, type Quotas } from './quotas.ts';
import type {
  PolicyReference,
  StackEntity,
  StackGroup,
  StackOidcProvider,
  StackRole,
  StackSamlProvider,
  StackUser,
} from './stack.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length */
const LONGEST_NAME: { readonly [Type in EntityType]: number } = {
  policy: 128,
  role: 64,
  user: 64,
  group: 128,
  'instance-profile': 128,
  'oidc-provider': 255,
  'saml-provider': 128,
  account: 0,
};
const LONGEST_DESCRIPTION = 1_000;
const LONGEST_PATH = 512;
/** Of the 50 that IAM takes, two say whose the entity is. */
const MOST_TAGS = 48;

/**
 * Checks what can be known of an entity before any call.
 *
 * @throws LeastwiseError `MALFORMED_NAME`, `MALFORMED_PATH`, `MALFORMED_TAG`, `MALFORMED_DOCUMENT`, `MALFORMED_ARN`,
 * `OUT_OF_RANGE`, `QUOTA_EXCEEDED`; the path names the entity and the part of it
 */
export function checkEntity(entity: StackEntity, quotas: Quotas): void {
  const at = entityId(entity);
  if (entity.type !== 'oidc-provider')
    checkName(entity.name, LONGEST_NAME[entity.type], `${article(entity.type)} name`, at);
  checkPath(entity.path, at);
  if ('description' in entity) checkDescription(entity.description, at);
  if ('tags' in entity) checkTags(entity.tags, at);
  switch (entity.type) {
    case 'policy':
      return checkManaged(entity.document, quotas, at);
    case 'instance-profile':
      if (entity.role !== undefined) checkName(entity.role, LONGEST_NAME.role, 'a role name', at);
      return;
    case 'oidc-provider':
      return checkOidc(entity, at);
    case 'saml-provider':
      return checkSaml(entity, at);
    default:
      return checkHolder(entity, quotas, at);
  }
}

function article(type: EntityType): string {
  return `${/^[aeiou]/.test(type) && type !== 'user' ? 'an' : 'a'} ${type}`;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html */
function checkOidc({ clientIds, thumbprints = [] }: StackOidcProvider, at: string): void {
  checkCount('client ids', clientIds.length, 100, at);
  checkCount('thumbprints', thumbprints.length, 5, at);
  const odd = thumbprints.find((text) => !/^[0-9a-f]{40}$/.test(text));
  if (odd === undefined) return;
  throw new LeastwiseError({
    code: 'OUT_OF_RANGE',
    what: `a thumbprint is 40 hexadecimal digits, not \`${odd}\``,
    path: at,
    hint: 'leave `thumbprints` out, and AWS finds them',
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
function checkSaml({ metadata }: StackSamlProvider, at: string): void {
  if (metadata.length >= 1_000 && metadata.length <= 10_000_000) return;
  throw new LeastwiseError({
    code: 'OUT_OF_RANGE',
    what: `the metadata of a SAML provider has 1000 to 10000000 characters, not ${metadata.length}`,
    path: at,
    hint: 'give the XML document itself, not its address',
  });
}

function checkManaged(document: PolicyDocument, quotas: Quotas, at: string): void {
  checkDocument(document, `${at} document`);
  checkSize(
    'the document has',
    size(document, 'managed').used,
    quotas.managedPolicy,
    at,
    'split it into several managed policies, or use wildcards',
  );
}

function checkHolder(entity: StackRole | StackUser | StackGroup, quotas: Quotas, at: string): void {
  for (const reference of entity.policies) checkReference(reference, at);
  checkCount('attached policies', entity.policies.length, quotas.attachments, at);
  for (const [name, document] of Object.entries(entity.inline)) {
    checkName(name, LONGEST_NAME.policy, 'the name of an inline policy', at);
    checkDocument(document, `${at} inline ${name}`);
  }
  checkSize(
    'the inline policies together have',
    size(Object.values(entity.inline), `${entity.type}-inline`).used,
    quotas[`${entity.type}Inline`],
    at,
    'move them into managed policies',
  );
  if (entity.type !== 'group' && entity.boundary) checkReference(entity.boundary, at);
  if (entity.type !== 'role') return;
  checkDocument(entity.trust, `${at} trust`);
  checkSize(
    'the trust policy has',
    size(entity.trust, 'trust').used,
    quotas.trust,
    `${at} trust`,
    'name fewer principals, or have AWS raise the quota and pass it in `quotas`',
  );
  checkDuration(entity.maxSessionDuration, at);
}

function checkName(name: string, longest: number, what: string, path: string): void {
  if (/^[\w+=,.@-]+$/.test(name) && name.length <= longest) return;
  throw new LeastwiseError({
    code: 'MALFORMED_NAME',
    what: `${what} has 1 to ${longest} letters, digits or characters of +=,.@_-, not \`${name}\``,
    path,
    hint: name.length > longest ? `it is ${name.length - longest} characters too long` : undefined,
  });
}

function checkPath(path: string, at: string): void {
  if (/^\/([\u0021-\u007E]+\/)?$/.test(path) && path.length <= LONGEST_PATH) return;
  throw new LeastwiseError({
    code: 'MALFORMED_PATH',
    what: `a path begins and ends with a slash and has at most ${LONGEST_PATH} printable ASCII characters, unlike \`${path}\``,
    path: at,
    hint: 'write it as `/team/`, or leave it out',
  });
}

function checkDescription(description: string, path: string): void {
  checkCount('characters in the description', description.length, LONGEST_DESCRIPTION, path);
}

function checkTags(tags: Tags, path: string): void {
  const malformed = (what: string, hint?: string): LeastwiseError =>
    new LeastwiseError({ code: 'MALFORMED_TAG', what, path, hint });
  const seen = new Map<string, string>();
  for (const [key, value] of Object.entries(tags)) {
    if (
      !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) ||
      !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value)
    )
      throw malformed(
        `the tag \`${key}\` = \`${value}\` is not one that IAM takes`,
        'use letters, digits, spaces and _.:/=+-@, up to 128 for the key and 256 for the value',
      );
    if (/^(aws|leastwise):/i.test(key))
      throw malformed(`the tag key \`${key}\` is reserved`, 'choose another prefix');
    const other = seen.get(key.toLowerCase());
    if (other !== undefined) throw malformed(`the tag keys \`${other}\` and \`${key}\` differ only in case`);
    seen.set(key.toLowerCase(), key);
  }
  checkCount('tags beside the two of the stack', seen.size, MOST_TAGS, path);
}

function checkCount(what: string, count: number, quota: number, path: string): void {
  if (count <= quota) return;
  throw new LeastwiseError({
    code: 'QUOTA_EXCEEDED',
    what: `there are ${count} ${what}, ${count - quota} more than the ${quota} that IAM takes`,
    path,
  });
}

/** The types already ask for a document; this is for those who call without them. */
export function checkDocument(given: unknown, path: string): void {
  if (typeof given === 'object' && given !== null && 'Statement' in given) return;
  throw new LeastwiseError({
    code: 'MALFORMED_DOCUMENT',
    what: 'a policy document is an object with a `Statement`',
    path,
    hint: 'make it with `policy(...)`, or with `parsePolicy(...)` from JSON',
  });
}

function checkReference(reference: PolicyReference, path: string): void {
  if ('policy' in reference) return;
  const { service, resource } = parseArn(reference.arn);
  if (service === 'iam' && resource.startsWith('policy/')) return;
  throw new LeastwiseError({
    code: 'MALFORMED_ARN',
    what: `\`${reference.arn}\` is not the ARN of a managed policy`,
    path,
    hint: 'it reads arn:aws:iam::ACCOUNT:policy/NAME, with `aws` as the account of those that AWS manages',
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function checkDuration(seconds: number, path: string): void {
  if (Number.isInteger(seconds) && seconds >= 3_600 && seconds <= 43_200) return;
  throw new LeastwiseError({
    code: 'OUT_OF_RANGE',
    what: `the longest session of a role is 3600 to 43200 seconds, not \`${seconds}\``,
    path,
  });
}
