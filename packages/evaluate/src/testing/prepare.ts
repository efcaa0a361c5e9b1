import type { PolicyDocument } from '@leastwise/policy';
import { accountOf } from '../input/arn.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest, CallerDescription, Context } from '../request.ts';
import { checkClaim, checkTarget, isObject, missingResource } from './check-claim.ts';
import { documentsOf, policiesOf, tagsOf } from './definitions.ts';
import type { ClaimedRequest, Definition, Proof, Subject } from './proof.ts';

/** Where the caller of a claim lives if the resource does not say. */
const SOME_ACCOUNT = '111122223333';

/**
 * Completes a claim: the caller, the account and the policies.
 *
 * @throws LeastwiseError `MISSING_RESOURCE`, `UNKNOWN_ATTACHMENT`, `NO_CLAIM` for what is no request, or `NO_SUBJECT` for what a
 * claim cannot be made about
 */
export function prepare(subject: Subject, claim: ClaimedRequest): Proof {
  checkClaim(subject, claim);
  if ('kind' in subject) return aboutDefinition(subject, claim);
  if (isDocument(subject)) return aboutDocument(subject, claim);
  return complete('the policies', subject, someRole(claim), claim, true);
}

/** A document that lacks its statements too, so that the refusal is about the document. */
function isDocument(subject: PolicyDocument | Policies): subject is PolicyDocument {
  return 'Statement' in subject || 'Version' in subject;
}

function aboutDocument(document: PolicyDocument, claim: ClaimedRequest): Proof {
  const namesPrincipals = [document.Statement]
    .flat()
    .some(
      (statement: unknown) =>
        isObject(statement) && ('Principal' in statement || 'NotPrincipal' in statement),
    );
  const policies: Policies = namesPrincipals ? { resource: document } : { identity: [document] };
  return complete('the policy', policies, someRole(claim), claim, namesPrincipals);
}

function aboutDefinition(definition: Definition, claim: ClaimedRequest): Proof {
  const { name } = definition;
  if (definition.kind === 'role' && /^sts:AssumeRole/i.test(claim.action) && claim.principal === undefined)
    checkTarget(claim);
  if (definition.kind === 'role' && claim.principal !== undefined && /^sts:/i.test(claim.action)) {
    const resource =
      claim.resource ?? `arn:aws:iam::${accountFor(claim)}:role${definition.path ?? '/'}${name}`;
    return complete(name, { resource: definition.trust }, claim.principal, { ...claim, resource });
  }
  const context = withTags(tagsOf(definition), claim.context);
  return complete(name, policiesOf(definition, claim.attached ?? {}), callerOf(definition, claim), {
    ...claim,
    context,
  });
}

/** The claim's own tags count, in whatever case it writes their keys. */
function withTags(tags: Readonly<Record<string, string>>, context: Context = {}): Context {
  const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  return {
    ...Object.fromEntries(Object.entries(tags).filter(([key]) => !given.has(key.toLowerCase()))),
    ...context,
  };
}

function callerOf(definition: Definition, claim: ClaimedRequest): AccessRequest['principal'] {
  const at = `${partitionFor(claim)}:iam::${accountFor(claim)}`;
  switch (definition.kind) {
    case 'role':
      return sessionOf(`arn:${at}:role${definition.path ?? '/'}${definition.name}`);
    case 'user':
      return `arn:${at}:user${definition.path ?? '/'}${definition.name}`;
    case 'group':
      return `arn:${at}:user/member`;
    case 'managed-policy':
      return someRole(claim);
  }
}

function someRole(claim: ClaimedRequest): CallerDescription {
  return sessionOf(`arn:${partitionFor(claim)}:iam::${accountFor(claim)}:role/some-role`);
}

function sessionOf(roleArn: string): CallerDescription {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const account = accountOf(roleArn) ?? SOME_ACCOUNT;
  const partition = roleArn.split(':')[1] ?? 'aws';
  return { arn: `arn:${partition}:sts::${account}:assumed-role/${name}/test`, roleArn };
}

/** The caller lives in the account of the resource, unless the claim says who it is. */
function accountFor({ resource, resourceAccount }: ClaimedRequest): string {
  const account = resourceAccount ?? (resource === undefined ? undefined : accountOf(resource));
  return account !== undefined && /^\d{12}$/.test(account) ? account : SOME_ACCOUNT;
}

function partitionFor({ resource = '' }: ClaimedRequest): string {
  const [scheme, partition] = resource.split(':');
  return scheme === 'arn' && partition !== undefined ? partition : 'aws';
}

/** @param isNamed whether a message says who asks, even where the claim does not */
function complete(
  name: string,
  own: Policies,
  caller: AccessRequest['principal'],
  claim: ClaimedRequest,
  isNamed = false,
): Proof {
  const { action, resource, resourceAccount, context, policies: more = {} } = claim;
  if (resource === undefined)
    throw missingResource(action, 'add its ARN, or "*" for an action that works on none');
  const identity = more.identity === undefined ? own.identity : documentsOf(own.identity, more.identity);
  return {
    name,
    policies: withKeyPolicy({ ...own, ...more, ...(identity === undefined ? {} : { identity }) }, claim),
    request: {
      principal: claim.principal ?? caller,
      action,
      resource,
      ...(resourceAccount === undefined ? {} : { resourceAccount }),
      ...(context === undefined ? {} : { context }),
    },
    namesCaller: isNamed || claim.principal !== undefined,
  };
}

/**
 * A KMS key always has a policy; where the claim gives none it is the one that AWS makes, which leaves it to the account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function withKeyPolicy(policies: Policies, claim: ClaimedRequest): Policies {
  if (policies.resource !== undefined || !/^arn:[^:]*:kms:[^:]*:\d{12}:key\//.test(claim.resource ?? ''))
    return policies;
  const Statement = {
    Effect: 'Allow',
    Principal: { AWS: accountFor(claim) },
    Action: 'kms:*',
    Resource: '*',
  } as const;
  return { ...policies, resource: { Version: '2012-10-17', Statement } };
}
