import { sts } from '@leastwise/aws/sts';
import {
  allow,
  githubActions,
  type GithubRuns,
  principal,
  type RoleDefinition,
  trustPolicy,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { asParameter } from '../parameters/within.ts';
import { checkRefName } from './check-ref-name.ts';
import type { FederatedRoleParameters } from './federated-role.ts';

/** Which runs of GitHub Actions; see {@link githubActionsRole}. */
export interface GithubActionsRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The repository, and which of its runs: those of one `branch`, `tag` or `environment`; `pullRequests`; `anyRun`. */
  readonly runs: GithubRuns;
}

/**
 * The role of runs of GitHub Actions of one repository, without a key in GitHub. A run that names an environment counts as that
 * environment's, whatever its branch. Runs of pull requests are those of anyone who can open one from within the repository.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { githubActionsRole } from '@leastwise/presets/federation';
 * import { resultsWriter } from '@leastwise/presets/s3';
 *
 * export const deploy = githubActionsRole({
 *   name: 'deploy',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   runs: { owner: 'acme', repository: 'models', branch: 'main' },
 *   permissions: resultsWriter({ bucket: 'my-ml-models' }),
 * });
 * ```
 */
export function githubActionsRole<const Region extends string, const Account extends string>(
  parameters: GithubActionsRoleParameters<Region, Account>,
): RoleDefinition {
  const { runs, permissions } = checked(parameters);
  const { account, partition } = placeOf(parameters);
  checkRuns(runs);
  const trust = trustPolicy(
    allow(sts.AssumeRoleWithWebIdentity)
      .to(principal.oidc('token.actions.githubusercontent.com', { account, partition }))
      .when(...asParameter('runs', () => githubActions(runs))),
  );
  return roleOf(parameters, 'Role of runs of GitHub Actions', trust, permissions);
}

/** Data from outside may name no run at all, or say `branch: ''`, which would be taken for a name. */
function checkRuns(runs: GithubRuns): void {
  const { owner: _, repository, ...which } = checked(runs, 'runs');
  if (/\//.test(repository))
    throw malformed(
      `\`${repository}\` is no repository's name`,
      'runs.repository',
      'write it without its owner, who goes into `owner`',
    );
  const [said, ...more] = Object.entries<unknown>(which);
  if (said === undefined || more.length > 0)
    throw malformed(
      'which runs are meant is said once',
      'runs',
      'name a `branch`, a `tag` or an `environment`, or say `pullRequests: true` or `anyRun: true`',
    );
  const [name, value] = said;
  if (
    ['branch', 'tag', 'environment'].includes(name)
      ? typeof value !== 'string' || value === ''
      : value !== true
  )
    throw malformed(`\`${String(value)}\` is no ${name}`, `runs.${name}`);
  checkRefName(value, `runs.${name}`);
}
