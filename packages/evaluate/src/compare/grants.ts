import { checkParameter, LeastwiseError } from '@leastwise/core';
import type { PolicyDocument } from '@leastwise/policy';
import { compile } from '../authorize.ts';
import type { AccessRequest } from '../request.ts';

/** What documents grant together: to who holds them, or, as the trust of a role, to those who want to be it. */
export interface Grants {
  readonly kind: 'identity' | 'trust';
  /** Every policy of the holder; the one trust policy of a role. */
  readonly documents: readonly PolicyDocument[];
  /** What bounds the holder. */
  readonly boundary?: PolicyDocument;
  /** The ARN of the user, group or role. */
  readonly holder: string;
}

const SHAPE = { kind: 'text', documents: 'list', holder: 'text' } as const;

/**
 * Refuses what is no grants, and grants of two kinds.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`
 */
export function checkGrants(named: Readonly<Record<string, Grants>>): void {
  const kinds = Object.entries(named).map(([name, grants]) => {
    checkParameter(name, grants, SHAPE);
    const kind: string = grants.kind;
    if (kind !== 'identity' && kind !== 'trust')
      throw malformed(`${name}.kind`, `\`${kind}\` is no kind of grants`, "write 'identity' or 'trust'");
    return kind;
  });
  if (new Set(kinds).size > 1)
    throw malformed('kind', 'grants of two kinds cannot be compared', 'compare identities, or trusts');
}

function malformed(path: string, what: string, hint: string): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_PARAMETER', what, path, hint });
}

const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/**
 * What decides by these grants. Who a trust lets in is judged as someone whose own policies allow everything. The way through
 * the evaluator: nothing but its answer is asked for.
 */
export function judgeOf({ kind, documents, boundary }: Grants): (request: AccessRequest) => boolean {
  const [trust] = documents;
  if (kind === 'trust') {
    if (trust === undefined) return () => false;
    const authorizer = compile({ identity: [EVERYTHING], resource: trust });
    return (request) => {
      const { effect, statements } = authorizer.decide(request);
      return effect === 'Allow' && statements.some(({ policy }) => policy === 'resource');
    };
  }
  const authorizer = compile({ identity: documents, ...(boundary === undefined ? {} : { boundary }) });
  return (request) => authorizer.decide(request).effect === 'Allow';
}
