import type { RoleDefinition } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { checkRefName } from './check-ref-name.ts';
import type { FederatedRoleParameters } from './federated-role.ts';
import { trustToken } from './web-identity.ts';

/** Which jobs of GitLab; see {@link gitlabRole}. */
export interface GitlabRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The project with its groups: `acme/ml/models`. */
  readonly project: string;
  /** Whose jobs: those of one branch or one tag. */
  readonly ref: { readonly branch: string } | { readonly tag: string };
  /** The host of GitLab; `gitlab.com` unless said otherwise. */
  readonly host?: string;
  /** Whom the job's `id_tokens` say that the token is for; `https://HOST` unless said otherwise. */
  readonly audience?: string;
}

/**
 * The role of jobs of GitLab CI/CD of one project, for one branch or tag, without a key in GitLab.
 *
 * Source: https://docs.gitlab.com/ci/cloud_services/aws/, and for the claims that AWS demands
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { gitlabRole } from '@leastwise/presets/federation';
 * import { resultsWriter } from '@leastwise/presets/s3';
 *
 * export const deploy = gitlabRole({
 *   name: 'deploy',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   project: 'acme/ml/models',
 *   ref: { branch: 'main' },
 *   permissions: resultsWriter({ bucket: 'my-ml-models' }),
 * });
 * ```
 */
export function gitlabRole<const Region extends string, const Account extends string>(
  parameters: GitlabRoleParameters<Region, Account>,
): RoleDefinition {
  const { project, host = 'gitlab.com', audience = `https://${host}`, permissions } = checked(parameters);
  const place = placeOf(parameters);
  checkProject(project);
  const subject = `project_path:${project}:${refOf(parameters.ref)}`;
  return roleOf(
    parameters,
    'Role of jobs of GitLab CI/CD',
    trustToken(host, place, { audience: plain(audience, 'audience'), subject }, 'host'),
    permissions,
  );
}

function checkProject(project: unknown): void {
  if (typeof project !== 'string' || !/^[\w.-]+(\/[\w.-]+)+$/.test(project))
    throw malformed(
      `\`${String(project)}\` is no project`,
      'project',
      'write it with its groups: `acme/models`',
    );
}

function refOf(ref: GitlabRoleParameters['ref']): string {
  checked(ref, 'ref');
  if ('branch' in ref) return `ref_type:branch:ref:${plain(ref.branch, 'ref.branch')}`;
  return `ref_type:tag:ref:${plain(ref.tag, 'ref.tag')}`;
}

/** Compared character by character, so that only what begins a policy variable would mean something else. */
function plain(text: unknown, path: string): string {
  if (typeof text !== 'string' || text === '' || text.includes('${'))
    throw malformed(`\`${String(text)}\` is not the name of one thing`, path);
  checkRefName(text, path);
  return text;
}
