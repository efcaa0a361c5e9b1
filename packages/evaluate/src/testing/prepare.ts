import { LeastwiseError } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import { accountOf } from '../input/arn.ts';
import type { Policies } from '../policies.ts';
import type { AccessRequest, CallerDescription } from '../request.ts';
import { documentsOf, policiesOf, tagsOf } from './definitions.ts';
import type { ClaimedRequest, Definition, Proof, Subject } from './proof.ts';

/** Where the caller of a claim lives if the resource does not say. */
const SOME_ACCOUNT = '111122223333';

/**
 * Completes a claim: the caller, the account and the policies.
 *
 * @throws LeastwiseError `MISSING_RESOURCE`, `UNKNOWN_ATTACHMENT`, or `NO_SUBJECT` for what a claim cannot be made about
 */
export function prepare(subject: Subject, claim: ClaimedRequest): Proof {
  if (typeof subject !== 'object' || (subject as Subject | null) === null) throw noSubject();
  if ('kind' in subject) return aboutDefinition(subject, claim);
  if ('Statement' in subject) return aboutDocument(subject, claim);
  return complete('the request', subject, someRole(claim), claim);
}

function aboutDocument(document: PolicyDocument, claim: ClaimedRequest): Proof {
  const statements = [document.Statement].flat();
  const namesPrincipals = statements.some(
    (statement) => 'Principal' in statement || 'NotPrincipal' in statement,
  );
  const policies: Policies = namesPrincipals ? { resource: document } : { identity: [document] };
  return complete('the policy', policies, someRole(claim), claim);
}

function aboutDefinition(definition: Definition, claim: ClaimedRequest): Proof {
  const { name } = definition;
  if (definition.kind === 'role' && claim.principal !== undefined && /^sts:/i.test(claim.action)) {
    const resource =
      claim.resource ?? `arn:aws:iam::${accountFor(claim)}:role${definition.path ?? '/'}${name}`;
    return complete(name, { resource: definition.trust }, claim.principal, { ...claim, resource });
  }
  const context = { ...tagsOf(definition), ...claim.context };
  return complete(name, policiesOf(definition, claim.attached ?? {}), callerOf(definition, claim), {
    ...claim,
    context,
  });
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

function complete(
  name: string,
  own: Policies,
  caller: AccessRequest['principal'],
  claim: ClaimedRequest,
): Proof {
  const { action, resource, resourceAccount, context, policies: more = {} } = claim;
  if (resource === undefined)
    throw new LeastwiseError({
      code: 'MISSING_RESOURCE',
      what: `the claim about \`${action}\` names no resource`,
      hint: 'add its ARN, or "*" for an action that works on none',
    });
  return {
    name,
    policies: withKeyPolicy({ ...own, ...more, identity: documentsOf(own.identity, more.identity) }, claim),
    request: {
      principal: claim.principal ?? caller,
      action,
      resource,
      ...(resourceAccount === undefined ? {} : { resourceAccount }),
      ...(context === undefined ? {} : { context }),
    },
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

function noSubject(): LeastwiseError {
  return new LeastwiseError({
    code: 'NO_SUBJECT',
    what: 'a claim is made about a policy document, a role, a user, a group, a managed policy, or policies by type',
  });
}
