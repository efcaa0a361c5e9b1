import { freeze, LeastwiseError } from '@leastwise/core';
import type { CheckIdentities, CheckResourceControl, CheckResourcePolicy, CheckTrust } from './checks.ts';
import type {
  IdentityPolicy,
  PermissionsBoundary,
  PolicyDocument,
  PolicyKind,
  PolicyKinds,
  ResourceControlPolicy,
  ResourcePolicy,
  ServiceControlPolicy,
  SessionPolicy,
  StatementJson,
  TrustPolicy,
  VpcEndpointPolicy,
} from './document.ts';
import { RULES, SAYS } from './rules.ts';
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
  return document('identity', statements);
}

/** A policy on a resource, such as a bucket or a key: who may do what with it. */
export function resourcePolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourcePolicy<S[I]> }
): ResourcePolicy {
  return document('resource', statements);
}

/** A role's trust policy: who may assume it. It names no resource, because that is the role itself. */
export function trustPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckTrust<S[I]> }
): TrustPolicy {
  return document('trust', statements);
}

/**
 * The most that a user or role may do, whatever its own policies allow. It grants nothing by itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function permissionsBoundary<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): PermissionsBoundary {
  return document('boundary', statements);
}

/**
 * The most that one session may do; passed to `sts:AssumeRole`, at most 2,048 characters.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function sessionPolicy<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): SessionPolicy {
  return document('session', statements);
}

/**
 * The most that the identities of an organisation's accounts may do. It grants nothing by itself.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 */
export function serviceControlPolicy<S extends readonly AnyStatement[]>(
  ...statements: CheckIdentities<S>
): ServiceControlPolicy {
  return document('service-control', statements);
}

/**
 * What nobody may do to the resources of an organisation's accounts: it denies, everyone, in the services that AWS has
 * brought under it.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function resourceControlPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourceControl<S[I]> }
): ResourceControlPolicy {
  return document('resource-control', statements);
}

/**
 * What may be done through a VPC endpoint.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function vpcEndpointPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourcePolicy<S[I]> }
): VpcEndpointPolicy {
  return document('vpc-endpoint', statements);
}

function document<Kind extends PolicyKind>(kind: Kind, statements: readonly unknown[]): PolicyKinds[Kind] {
  if (statements.length === 0)
    throw new LeastwiseError({ code: 'NO_STATEMENT', what: 'a policy needs at least one statement' });
  // The boundary where the compiler's answers are forgotten: what it has checked is checked again.
  const Statement = statements.map((statement, i) => {
    const json = (statement as AnyStatement).toJSON();
    const [code, what] = problemOf(json, kind) ?? [];
    if (code === undefined || what === undefined) return json;
    throw new LeastwiseError({ code, what, path: `$.Statement[${i}]` });
  });
  refuseSameSid(Statement);
  const made: PolicyDocument = freeze({ Version: '2012-10-17', Statement });
  return made as PolicyKinds[Kind];
}

/** What the compiler says of literals, said again for statements that were put together at run time. */
function problemOf(json: StatementJson, kind: PolicyKind): readonly [code: string, what: string] | undefined {
  const { principal, resource, denyOnly, services } = RULES[kind];
  const hasPrincipal = json.Principal !== undefined || json.NotPrincipal !== undefined;
  const hasResource = json.Resource !== undefined || json.NotResource !== undefined;
  if (denyOnly && json.Effect !== 'Deny') return ['DENY_ONLY', SAYS.denyOnly];
  if (denyOnly && json.NotAction !== undefined) return ['NOT_ACTION_NOT_ALLOWED', SAYS.rcpNotAction];
  if (principal === 'never' && hasPrincipal) return ['PRINCIPAL_NOT_ALLOWED', SAYS.principal];
  if (principal !== 'never' && !hasPrincipal) return ['NO_PRINCIPAL', SAYS.noPrincipal];
  if (principal === 'anyone' && json.Principal !== '*') return ['PRINCIPAL_NOT_ALLOWED', SAYS.anyone];
  if (resource === 'never' && hasResource) return ['RESOURCE_NOT_ALLOWED', SAYS.resource];
  if (resource === 'must' && !hasResource) return ['NO_RESOURCE', SAYS.noResource];
  if (services !== undefined && ![json.Action].flat().every((action) => isOf(action, services)))
    return ['ACTION_NOT_ALLOWED', kind === 'trust' ? SAYS.trustActions : SAYS.rcpActions];
  return undefined;
}

function isOf(action: string | undefined, services: readonly string[]): boolean {
  return services.some((service) => action?.startsWith(`${service}:`));
}

function refuseSameSid(statements: readonly StatementJson[]): void {
  if (!statements.some(({ Sid }) => Sid !== undefined)) return;
  const seen = new Set<string>();
  statements.forEach(({ Sid }, i) => {
    if (Sid === undefined) return;
    if (seen.has(Sid))
      throw new LeastwiseError({
        code: 'DUPLICATE_SID',
        what: `the Sid \`${Sid}\` is given twice`,
        path: `$.Statement[${i}].Sid`,
        hint: 'a Sid names one statement of a policy',
      });
    seen.add(Sid);
  });
}
