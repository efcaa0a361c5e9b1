import { LeastwiseError } from '@leastwise/core';
import type { CheckIdentity, CheckResourcePolicy, CheckTrust } from './checks.ts';
import type {
  IdentityPolicy,
  PolicyDocument,
  ResourcePolicy,
  StatementJson,
  TrustPolicy,
} from './document.ts';
import { freeze } from './freeze.ts';
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
export function policy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckIdentity<S[I]> }
): IdentityPolicy {
  return document(statements, { principal: false, resource: true }) as IdentityPolicy;
}

/** A policy on a resource, such as a bucket or a key: who may do what with it. */
export function resourcePolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckResourcePolicy<S[I]> }
): ResourcePolicy {
  return document(statements, { principal: true, resource: true }) as ResourcePolicy;
}

/** A role's trust policy: who may assume it. It names no resource, because that is the role itself. */
export function trustPolicy<S extends readonly AnyStatement[]>(
  ...statements: { [I in keyof S]: CheckTrust<S[I]> }
): TrustPolicy {
  return document(statements, { principal: true, resource: false }) as TrustPolicy;
}

interface Holds {
  readonly principal: boolean;
  readonly resource: boolean;
}

function document(statements: readonly unknown[], holds: Holds): PolicyDocument {
  if (statements.length === 0)
    throw new LeastwiseError({ code: 'NO_STATEMENT', what: 'a policy needs at least one statement' });
  const Statement = statements.map((statement, i) => checked((statement as AnyStatement).toJSON(), holds, i));
  refuseSameSid(Statement);
  return freeze({ Version: '2012-10-17', Statement });
}

/** What the compiler says of literals, said again for statements that were put together at run time. */
function checked(json: StatementJson, holds: Holds, index: number): StatementJson {
  const problem =
    holds.principal !== (json.Principal !== undefined)
      ? holds.principal
        ? ['NO_PRINCIPAL', 'this statement must say who: add .to(...)']
        : [
            'PRINCIPAL_NOT_ALLOWED',
            'an identity policy names no principal: drop .to(...), or use resourcePolicy(...)',
          ]
      : holds.resource !== (json.Resource !== undefined)
        ? holds.resource
          ? ['NO_RESOURCE', 'this statement has no resource: add .on(...) or .onAnyResource()']
          : ['RESOURCE_NOT_ALLOWED', 'a trust policy takes no resource: drop .on(...)']
        : undefined;
  if (problem) {
    const [code = '', what = ''] = problem;
    throw new LeastwiseError({ code, what, path: `$.Statement[${index}]` });
  }
  return json;
}

function refuseSameSid(statements: readonly StatementJson[]): void {
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
