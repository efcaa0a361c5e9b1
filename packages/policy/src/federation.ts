import { LeastwiseError } from '@leastwise/core';
import type { Condition } from './condition.ts';
import type { StringKey, StringListKey } from './condition-key.ts';
import { conditionKey } from './make-condition-key.ts';
import { literal } from './literal.ts';
import { mustBeText } from './must-be-text.ts';

/** The host and path of an identity provider, without `https://`. */
export type ProviderName = `${string}.${string}`;

/** The condition keys that a web identity token of one provider fills. */
export interface OidcKeys<Provider extends string> {
  readonly provider: Provider;
  /** Whom the token is for */
  readonly aud: StringKey<`${Provider}:aud`>;
  /** Whom the token speaks of */
  readonly sub: StringKey<`${Provider}:sub`>;
  /** How the identity signed in */
  readonly amr: StringListKey<`${Provider}:amr`>;
  /** Any other claim that the provider fills with one value */
  claim<const Claim extends string>(name: Claim): StringKey<`${Provider}:${Claim}`>;
  /** Any other claim that the provider fills with several values */
  claims<const Claim extends string>(name: Claim): StringListKey<`${Provider}:${Claim}`>;
}

/**
 * The condition keys of an OIDC provider, which only `sts:AssumeRoleWithWebIdentity` carries: whatever claims it has.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 *
 * @throws LeastwiseError `MALFORMED_PROVIDER` for what is no host with or without a path
 * @example
 * ```ts
 * import { allow, oidc, principal, trustPolicy } from '@leastwise/policy';
 * import { sts } from '@leastwise/aws/sts';
 *
 * const gitlab = oidc('gitlab.example.com');
 * trustPolicy(
 *   allow(sts.AssumeRoleWithWebIdentity)
 *     .to(principal.oidc(gitlab.provider, { account: '111122223333' }))
 *     .when(gitlab.aud.equals('https://gitlab.example.com'), gitlab.sub.like('project_path:ml/*:ref_type:branch:*')),
 * );
 * ```
 */
export function oidc<const Provider extends ProviderName>(provider: Provider): OidcKeys<Provider> {
  if (!/^[\w-]+(?:\.[\w-]+)+(?:\/[\w./-]+)?$/.test(provider))
    throw new LeastwiseError({
      code: 'MALFORMED_PROVIDER',
      what: `\`${provider}\` is no identity provider`,
      hint: 'give its host and path without https://, such as token.actions.githubusercontent.com',
    });
  return {
    provider,
    aud: conditionKey('s', `${provider}:aud`),
    sub: conditionKey('s', `${provider}:sub`),
    amr: conditionKey('S', `${provider}:amr`),
    claim: (name) => conditionKey('s', `${provider}:${claimed(name)}`),
    claims: (name) => conditionKey('S', `${provider}:${claimed(name)}`),
  };
}

function claimed<Claim extends string>(name: Claim): Claim {
  mustBeText(name, 'the name of a claim');
  return name;
}

const GITHUB = 'token.actions.githubusercontent.com';

/** Which runs of GitHub Actions are meant; names are taken literally. */
export type GithubRuns = {
  readonly owner: string;
  readonly repository: string;
} & (
  | { readonly branch: string }
  | { readonly tag: string }
  | { readonly environment: string }
  | { readonly pullRequests: true }
  | { readonly anyRun: true }
);

type GithubConditions = readonly [
  Condition<`${typeof GITHUB}:aud`, false>,
  Condition<`${typeof GITHUB}:sub`, false>,
];

/**
 * Conditions that let only runs of one GitHub repository assume a role; both claims are checked, because either alone lets
 * strangers in.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 *
 * @throws LeastwiseError `MALFORMED_REPOSITORY` for what is no name on GitHub, or where nothing says which runs
 * @example
 * ```ts
 * import { allow, githubActions, principal, trustPolicy } from '@leastwise/policy';
 * import { sts } from '@leastwise/aws/sts';
 *
 * trustPolicy(
 *   allow(sts.AssumeRoleWithWebIdentity)
 *     .to(principal.oidc('token.actions.githubusercontent.com', { account: '111122223333' }))
 *     .when(...githubActions({ owner: 'acme', repository: 'models', branch: 'main' })),
 * );
 * ```
 */
export function githubActions(runs: GithubRuns): GithubConditions {
  const { aud, sub } = oidc(GITHUB);
  for (const part of ['owner', 'repository'] as const) mustBeName({ ...runs }[part], part);
  return [
    aud.equals('sts.amazonaws.com'),
    sub.like(`repo:${runs.owner}/${runs.repository}:${contextOf(runs)}`),
  ];
}

function contextOf(runs: GithubRuns): string {
  if ('branch' in runs) return `ref:refs/heads/${literal(runs.branch)}`;
  if ('tag' in runs) return `ref:refs/tags/${literal(runs.tag)}`;
  if ('environment' in runs) return `environment:${literal(runs.environment)}`;
  const { pullRequests, anyRun }: { pullRequests?: unknown; anyRun?: unknown } = runs;
  if (pullRequests === true) return 'pull_request';
  if (anyRun === true) return '*';
  throw new LeastwiseError({
    code: 'MALFORMED_REPOSITORY',
    what: 'nothing says which runs are meant',
    hint: 'name a `branch`, `tag` or `environment`, or write `pullRequests: true` or `anyRun: true`',
  });
}

function mustBeName(name: unknown, path: string): void {
  if (typeof name !== 'string' || !/^[\w.-]+$/.test(name))
    throw new LeastwiseError({
      code: 'MALFORMED_REPOSITORY',
      what: `\`${String(name)}\` is no name on GitHub`,
      path,
    });
}
