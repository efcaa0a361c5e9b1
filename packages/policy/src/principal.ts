import { LeastwiseError } from '@leastwise/core';
import { type CheckArn, parseArn } from './arn.ts';
import type { PrincipalBlock } from './document.ts';
import { type AtPartition, type CheckAccount, wrongPlace } from './places.ts';

/**
 * Who a resource or trust policy speaks of.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface Principal<Kind extends PrincipalKind = PrincipalKind> {
  readonly kind: Kind;
  readonly value: string;
}

/** How a policy document groups principals; `*` is everyone. */
export type PrincipalKind = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | '*';

type ServicePrincipalName = `${string}.amazonaws.com` | `${string}.amazonaws.com.cn`;

/** The principals of a resource or trust policy, for `.to(...)`. */
export const principal = {
  /** An AWS service that acts for you: `sagemaker.amazonaws.com` */
  service: (name: ServicePrincipalName): Principal => ({ kind: 'Service', value: name }),

  /** Every identity of an account that the account's own policies allow. */
  account: <const A extends string, const P extends string = 'aws'>(
    id: CheckAccount<A>,
    at?: AtPartition<P>,
  ): Principal => inAccount(id, at?.partition, 'root'),

  /** One role, by its ARN; every session of it is meant. */
  role: <const T extends string>(roleArn: CheckArn<T>): Principal => iamArn(roleArn, 'iam', 'role/'),

  /** One IAM user, by its ARN. */
  user: <const T extends string>(userArn: CheckArn<T>): Principal => iamArn(userArn, 'iam', 'user/'),

  /** One session of a role, by its ARN: `arn:aws:sts::111122223333:assumed-role/training/job-7` */
  session: <const T extends string>(sessionArn: CheckArn<T>): Principal =>
    iamArn(sessionArn, 'sts', 'assumed-role/'),

  /** Identities signed in by a SAML or OIDC provider, by the provider's ARN or by the name of a built-in one. */
  federated: (provider: string): Principal => {
    if (provider.startsWith('arn:')) parseArn(provider);
    return { kind: 'Federated', value: provider };
  },

  /** An account by its canonical user id, as Amazon S3 access lists name it: 64 hexadecimal digits. */
  canonicalUser: (id: string): Principal => {
    if (!/^[0-9a-f]{64}$/.test(id)) throw noPrincipal(`a canonical user id has 64 hexadecimal digits`, id);
    return { kind: 'CanonicalUser', value: id };
  },

  /** Everyone, signed in or not, in whatever account: narrow it with `.when(...)`. */
  anyone: { kind: '*', value: '*' } satisfies Principal as Principal,
};

function inAccount(account: string, partition: string | undefined, resource: string): Principal {
  const problem = wrongPlace.account(account) ?? wrongPlace.partition(partition ?? 'aws');
  if (problem !== undefined) throw noPrincipal(problem, account);
  refusePattern(account);
  return { kind: 'AWS', value: `arn:${partition ?? 'aws'}:iam::${account}:${resource}` };
}

function iamArn(text: string, service: string, type: string): Principal {
  const parsed = parseArn(text);
  if (parsed.service !== service || !parsed.resource.startsWith(type))
    throw noPrincipal(`a principal of this kind is arn:aws:${service}::ACCOUNT:${type}NAME`, text);
  refusePattern(text);
  return { kind: 'AWS', value: text };
}

/** AWS takes no part of a principal for a pattern: what looks like one would name nobody. */
function refusePattern(text: string): void {
  if (/[*?$]/.test(text)) throw noPrincipal('a principal holds no wildcard and no variable', text);
}

function noPrincipal(what: string, path: string): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_PRINCIPAL', what, path });
}

/** The principals as a policy document holds them. */
export function principalBlock(principals: readonly Principal[]): PrincipalBlock {
  if (principals.some(({ kind }) => kind === '*')) return '*';
  const block: Record<string, string | string[]> = {};
  for (const { kind, value } of principals) {
    const sofar = block[kind];
    block[kind] = sofar === undefined ? value : [sofar, value].flat();
  }
  return block;
}
