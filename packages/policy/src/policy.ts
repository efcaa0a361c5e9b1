import { wrongAssumption } from './assumption.ts';
import type {
  CheckEndpoint,
  CheckIdentities,
  CheckResourceControl,
  CheckResourcePolicy,
  CheckTrust,
} from './checks.ts';
import type {
  IdentityPolicy,
  PermissionsBoundary,
  PolicyDocument,
  ResourceControlPolicy,
  ResourcePolicy,
  ServiceControlPolicy,
  SessionPolicy,
  StatementJson,
  TrustPolicy,
  VpcEndpointPolicy,
} from './document.ts';
import {
  NAMES_PRINCIPAL,
  NAMES_RESOURCE,
  NO_FREE_SID,
  NO_PRINCIPAL,
  NO_RESOURCE,
  NO_RESOURCE_NOR_ITSELF,
  RCP_ALLOWS,
  RCP_NOT_ACTION,
  RCP_NOT_EVERYONE,
  RCP_OTHER_SERVICE,
  TRUST_NAMES_RESOURCE,
  TRUST_OTHER_ACTION,
  namingServices,
  rcpServices,
} from './rules.ts';
import { refusal } from './refusal.ts';
import { isOnThisResource } from './statement-builder.ts';
import type { AnyStatement } from './statement.ts';

/**
 * A policy for a user, group or role: what they may do. It names no principal, and each statement names its resources.
 * Serves as a permissions boundary and as a session policy too.
 *
 * @returns the document as frozen JSON, statements in the order given
 * @throws LeastwiseError for what the compiler could not see: no statement, a Sid given twice, a missing element
 * @example
 * ```ts
 * import { allow, policy } from '@leastwise/policy';
 * import { s3 } from '@leastwise/aws/s3';
 *
 * console.log(JSON.stringify(policy(allow(s3.GetObject).on(s3.object('my-ml-datasets', '*')))));
 * ```
 * ```text
 * {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::my-ml-datasets/*"]}]}
 * ```
 */
export function policy<S extends readonly AnyStatement[]>(...statements: CheckIdentities<S>): IdentityPolicy {
  return document(statements, namesNobody, saysWhat, isPlainlyNamed);
}

/**
 * A policy on a resource, such as a bucket or a key: who may do what with it. Where the service takes statements without a
 * resource, as Amazon ECR does, `.onThisResource()` says so.
 */
export function resourcePolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourcePolicy<S[I]> }
): ResourcePolicy {
  return document(statements, saysWho, saysWhatOrItself, namesWhatItMust);
}

/** A role's trust policy: who may assume it. It names no resource, because that is the role itself. */
export function trustPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckTrust<S[I]> }
): TrustPolicy {
  return document(statements, saysWho, isAboutItself, assumes, letsEachIn, isPlainlyNamed);
}

/**
 * The most that a user or role may do, whatever its own policies allow. It grants nothing by itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function permissionsBoundary<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): PermissionsBoundary {
  return document(statements, namesNobody, saysWhat, isPlainlyNamed);
}

/**
 * The most that one session may do; passed to `sts:AssumeRole`, at most 2,048 characters.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicy<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): SessionPolicy {
  return document(statements, namesNobody, saysWhat, isPlainlyNamed);
}

/**
 * The most that the identities of an organisation's accounts may do. It grants nothing by itself.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export function serviceControlPolicy<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): ServiceControlPolicy {
  return document(statements, namesNobody, saysWhat, isPlainlyNamed);
}

/**
 * What nobody may do to the resources of an organisation's accounts: it denies, everyone, in the services that AWS has
 * brought under it.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function resourceControlPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourceControl<S[I]> }
): ResourceControlPolicy {
  return document(statements, onlyDenies, namesActions, isAboutEveryone, saysWhat, isReached, isPlainlyNamed);
}

/**
 * What may be done through a VPC endpoint.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function vpcEndpointPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckEndpoint<S[I]> }
): VpcEndpointPolicy {
  return document(statements, saysWho, saysWhat);
}

/** Says what is wrong with a statement, nothing where it is right. */
type Judge = (
  statement: StatementJson,
  built: AnyStatement,
) => readonly [code: string, what: string] | undefined;

/*
 * What the compiler says of literals, said again for statements that were put together at run time. Each sentence is in
 * a function of its own, so that a program carries only those of the policies that it makes.
 */
const namesNobody: Judge = (statement) =>
  hasPrincipal(statement) ? ['UNSUPPORTED_ELEMENT', NAMES_PRINCIPAL] : undefined;
const saysWho: Judge = (statement) =>
  hasPrincipal(statement) ? undefined : ['MISSING_PRINCIPAL', NO_PRINCIPAL];
const saysWhat: Judge = (statement) =>
  hasResource(statement) ? undefined : ['MISSING_RESOURCE', NO_RESOURCE];
const saysWhatOrItself: Judge = (statement, built) =>
  hasResource(statement) || isOnThisResource(built)
    ? undefined
    : ['MISSING_RESOURCE', NO_RESOURCE_NOR_ITSELF];
const namesWhatItMust: Judge = (statement) =>
  hasResource(statement) || !holdsOf(statement.Action, namingServices)
    ? undefined
    : ['MISSING_RESOURCE', NAMES_RESOURCE];
const isPlainlyNamed: Judge = ({ Sid }) =>
  Sid === undefined || /^[A-Za-z0-9]*$/.test(Sid) ? undefined : ['UNSUPPORTED_SID', NO_FREE_SID];
const isAboutItself: Judge = (statement) =>
  hasResource(statement) ? ['UNSUPPORTED_ELEMENT', TRUST_NAMES_RESOURCE] : undefined;
const assumes: Judge = ({ Action }) =>
  isOf(Action, ['sts']) ? undefined : ['UNSUPPORTED_ACTION', TRUST_OTHER_ACTION];
const letsEachIn: Judge = (statement) => {
  const wrong = wrongAssumption(statement);
  return wrong === undefined ? undefined : ['MISMATCHED_ACTION_FOR_PRINCIPAL', wrong];
};
const onlyDenies: Judge = ({ Effect }) =>
  Effect === 'Deny' ? undefined : ['UNSUPPORTED_EFFECT', RCP_ALLOWS];
const namesActions: Judge = ({ NotAction }) =>
  NotAction === undefined ? undefined : ['UNSUPPORTED_ELEMENT', RCP_NOT_ACTION];
const isAboutEveryone: Judge = ({ Principal }) =>
  Principal === '*' ? undefined : ['UNSUPPORTED_PRINCIPAL', RCP_NOT_EVERYONE];
const isReached: Judge = ({ Action }) =>
  isOf(Action, rcpServices) ? undefined : ['UNSUPPORTED_ACTION', RCP_OTHER_SERVICE];

function hasPrincipal({ Principal, NotPrincipal }: StatementJson): boolean {
  return Principal !== undefined || NotPrincipal !== undefined;
}

function hasResource({ Resource, NotResource }: StatementJson): boolean {
  return Resource !== undefined || NotResource !== undefined;
}

/** Whether each of the actions is of one of the services. */
function isOf(actions: StatementJson['Action'], services: readonly string[]): boolean {
  return [actions].flat().every((action) => isOfOne(action, services));
}

/** Whether any of the actions is. */
function holdsOf(actions: StatementJson['Action'], services: readonly string[]): boolean {
  return [actions].flat().some((action) => isOfOne(action, services));
}

function isOfOne(action: string | undefined, services: readonly string[]): boolean {
  return services.some((service) => action?.startsWith(`${service}:`));
}

function isBuilt(statement: unknown): statement is AnyStatement {
  return typeof statement === 'object' && statement !== null && 'toJSON' in statement;
}

function document<Made extends PolicyDocument>(
  statements: readonly unknown[],
  ...judges: readonly Judge[]
): Made {
  if (statements.length === 0) throw refusal('MISSING_STATEMENT', 'a policy needs at least one statement');
  const sids: string[] = [];
  // What the compiler has checked is checked again.
  const Statement = statements.map((statement, i) => {
    if (!isBuilt(statement))
      throw refusal(
        'MALFORMED_STATEMENT',
        'this is no statement',
        'make it with allow(...) or deny(...); JSON goes to parsePolicy(...)',
        `$.Statement[${i}]`,
      );
    const json = statement.toJSON();
    for (const judge of judges) {
      const wrong = judge(json, statement);
      if (wrong !== undefined) throw refusal(wrong[0], wrong[1], undefined, `$.Statement[${i}]`);
    }
    const { Sid } = json;
    if (Sid === undefined) return json;
    if (sids.includes(Sid))
      throw refusal(
        'DUPLICATE_SID',
        `the Sid \`${Sid}\` is given twice`,
        'a Sid names one statement of a policy',
        `$.Statement[${i}].Sid`,
      );
    sids.push(Sid);
    return json;
  });
  // Each statement is frozen already, all the way down.
  const made: PolicyDocument = Object.freeze({ Version: '2012-10-17', Statement: Object.freeze(Statement) });
  return made as Made;
}
