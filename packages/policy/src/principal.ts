import { LeastwiseError } from '@leastwise/core';
import { type CheckArn, parseArn } from './arn.ts';
import type { PrincipalBlock } from './document.ts';
import { memberName } from './packing.ts';
import { type CheckAccount, type CheckPartition, wrongPlace } from './places.ts';
import {
  type CheckServicePrincipal,
  type ServiceMembers,
  serviceNames,
  wrongServicePrincipal,
} from './service-principals.ts';

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

/** The known service principals by name. */
export type ServicePrincipals = { readonly [Name in keyof ServiceMembers]: Principal<'Service'> };

/** An identity provider that AWS knows without having been told. */
export type BuiltInProvider =
  'cognito-identity.amazonaws.com' | 'accounts.google.com' | 'graph.facebook.com' | 'www.amazon.com';

/** AWS takes no part of a principal for a pattern: what looks like one would name nobody. */
const PATTERN = 'a principal holds no wildcard and no variable';
type CheckPrincipalArn<Text extends string> = Text extends `${string}${'*' | '?' | '${'}${string}`
  ? typeof PATTERN
  : CheckArn<Text>;

let services: ServicePrincipals | undefined;

interface PrincipalMakers {
  /** The known AWS services as principals: `principal.services.sagemaker` */
  readonly services: ServicePrincipals;
  /**
   * An AWS service that acts for you, by its whole name: `sagemaker.amazonaws.com`
   * @throws LeastwiseError `UNKNOWN_SERVICE_PRINCIPAL`, with what was probably meant
   */
  service<const T extends string>(name: CheckServicePrincipal<T>): Principal<'Service'>;
  /** Every identity of an account that the account's own policies allow. */
  account<const A extends string, const P extends string = 'aws'>(
    id: CheckAccount<A>,
    at?: { readonly partition?: CheckPartition<P> },
  ): Principal<'AWS'>;
  /**
   * The root user and, like {@link account}, every identity of the account that its own policies allow; AWS cannot tell
   * the two apart in a policy.
   */
  root<const A extends string, const P extends string = 'aws'>(
    id: CheckAccount<A>,
    at?: { readonly partition?: CheckPartition<P> },
  ): Principal<'AWS'>;
  /** One role, by its ARN; every session of it is meant. */
  role<const T extends string>(roleArn: CheckPrincipalArn<T>): Principal<'AWS'>;
  /** One IAM user, by its ARN. */
  user<const T extends string>(userArn: CheckPrincipalArn<T>): Principal<'AWS'>;
  /** One session of a role, by its ARN: `arn:aws:sts::111122223333:assumed-role/training/job-7` */
  session<const T extends string>(sessionArn: CheckPrincipalArn<T>): Principal<'AWS'>;
  /** One federated user's session, by its ARN: `arn:aws:sts::111122223333:federated-user/ana` */
  federatedUser<const T extends string>(sessionArn: CheckPrincipalArn<T>): Principal<'AWS'>;
  /** Identities signed in by a SAML or OIDC provider, by the provider's ARN, or by a built-in provider. */
  federated<const T extends string>(provider: BuiltInProvider | CheckPrincipalArn<T>): Principal<'Federated'>;
  /** Identities signed in by an OIDC provider of the account, by its host and path: `token.actions.githubusercontent.com` */
  oidc<const C extends string, const P extends string = 'aws'>(
    provider: string,
    at: { readonly account: CheckAccount<C>; readonly partition?: CheckPartition<P> },
  ): Principal<'Federated'>;
  /** Identities signed in by a SAML provider of the account, by its name. */
  saml<const C extends string, const P extends string = 'aws'>(
    provider: string,
    at: { readonly account: CheckAccount<C>; readonly partition?: CheckPartition<P> },
  ): Principal<'Federated'>;
  /** Identities of Amazon Cognito identity pools: add a condition on the pool's id. */
  readonly cognito: Principal<'Federated'>;
  /** An account by its canonical user id, as Amazon S3 access lists name it: 64 hexadecimal digits. */
  canonicalUser(id: string): Principal<'CanonicalUser'>;
  /** Everyone, signed in or not, in whatever account: narrow it with `.when(...)`. */
  readonly anyone: Principal<'*'>;
}

/**
 * The principals of a resource or trust policy, for `.to(...)`.
 *
 * @example
 * ```ts
 * import { allow, principal, trustPolicy } from '@leastwise/policy';
 * import { sts } from '@leastwise/aws/sts';
 *
 * trustPolicy(allow(sts.AssumeRole).to(principal.services.sagemaker, principal.account('111122223333')));
 * ```
 */
export const principal: PrincipalMakers = {
  get services() {
    return (services ??= makeServices());
  },
  service: (name) => {
    const problem = wrongServicePrincipal(name);
    if (problem !== undefined)
      throw new LeastwiseError({ code: 'UNKNOWN_SERVICE_PRINCIPAL', path: `${name}`, ...problem });
    return { kind: 'Service', value: name };
  },
  account: (id, at) => inAccount(id, at?.partition),
  root: (id, at) => inAccount(id, at?.partition),
  role: (roleArn) => ofType(roleArn, 'iam', 'role/'),
  user: (userArn) => ofType(userArn, 'iam', 'user/'),
  session: (sessionArn) => ofType(sessionArn, 'sts', 'assumed-role/'),
  federatedUser: (sessionArn) => ofType(sessionArn, 'sts', 'federated-user/'),
  federated: (provider) => {
    refusePattern(provider);
    if (!BUILT_IN.includes(provider)) parseArn(provider);
    return { kind: 'Federated', value: provider };
  },
  oidc: (provider, at) => provided('oidc', provider, at),
  saml: (provider, at) => provided('saml', provider, at),
  cognito: { kind: 'Federated', value: 'cognito-identity.amazonaws.com' },
  canonicalUser: (id) => {
    if (!/^[0-9a-f]{64}$/.test(id)) throw noPrincipal(`a canonical user id has 64 hexadecimal digits`, id);
    return { kind: 'CanonicalUser', value: id };
  },
  anyone: { kind: '*', value: '*' },
};

/**
 * A service principal that is taken as it is, for services that leastwise does not know yet.
 *
 * @throws LeastwiseError `MALFORMED_PRINCIPAL` for a text that is no host name
 */
export function unsafeServicePrincipal(name: string): Principal<'Service'> {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name))
    throw noPrincipal('a service principal is a host name', name);
  return { kind: 'Service', value: name };
}

const BUILT_IN: readonly string[] = [
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
] satisfies BuiltInProvider[];

function makeServices(): ServicePrincipals {
  const made = serviceNames.map((name) => [
    memberName(name),
    Object.freeze({ kind: 'Service', value: `${name}.amazonaws.com` }),
  ]);
  // The boundary between the list and its type; a test compares the two.
  return Object.freeze(Object.fromEntries(made)) as ServicePrincipals;
}

function inAccount(account: string, partition = 'aws'): Principal<'AWS'> {
  return { kind: 'AWS', value: iamArn('root', { account, partition }) };
}

function provided(
  type: string,
  provider: string,
  at: { readonly account: string; readonly partition?: string },
): Principal<'Federated'> {
  if (typeof provider !== 'string' || provider === '')
    throw noPrincipal('a provider is named by non-empty text', provider);
  const resource = `${type}-provider/${provider.replace(/^https:\/\//, '')}`;
  return { kind: 'Federated', value: iamArn(resource, { partition: 'aws', ...at }) };
}

function iamArn(resource: string, { account, partition }: { account: string; partition: string }): string {
  const problem = wrongPlace.account(account) ?? wrongPlace.partition(partition);
  if (problem !== undefined) throw noPrincipal(problem, account);
  const arn = `arn:${partition}:iam::${account}:${resource}`;
  refusePattern(arn);
  return arn;
}

function ofType(text: string, service: string, type: string): Principal<'AWS'> {
  const parsed = parseArn(text);
  if (parsed.service !== service || !parsed.resource.startsWith(type))
    throw noPrincipal(`a principal of this kind is arn:aws:${service}::ACCOUNT:${type}NAME`, text);
  refusePattern(text);
  return { kind: 'AWS', value: text };
}

function refusePattern(text: string): void {
  if (/[*?$]/.test(text)) throw noPrincipal(PATTERN, text);
}

function noPrincipal(what: string, given: unknown): LeastwiseError {
  return new LeastwiseError({ code: 'MALFORMED_PRINCIPAL', what, path: String(given) });
}

/** The principals as a policy document holds them, frozen. */
export function principalBlock(principals: readonly Principal[]): PrincipalBlock {
  if (principals.some(({ kind }) => kind === '*')) return '*';
  const block: Record<string, string | readonly string[]> = {};
  for (const { kind, value } of principals) {
    const sofar = block[kind];
    block[kind] = sofar === undefined ? value : Object.freeze([sofar, value].flat());
  }
  return Object.freeze(block);
}
