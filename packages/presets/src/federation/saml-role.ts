import { sts } from '@leastwise/aws/sts';
import { allow, type Partition, principal, type RoleDefinition, trustPolicy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import { asParameter } from '../parameters/within.ts';
import type { FederatedRoleParameters } from './federated-role.ts';

/** Which provider signs people in; see {@link samlRole}. */
export interface SamlRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The name of the account's SAML provider. */
  readonly samlProvider: string;
}

/**
 * The role of people whom a SAML provider signs in to AWS: only with an assertion for AWS's sign-in page, and not with one that
 * was made for another application. In the partition `aws` that is the page in US East (N. Virginia), which names no region, and
 * the page of the role's own region, which works where the other fails.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html, for the pages
 * https://docs.aws.amazon.com/general/latest/gr/signin-service.html and
 * https://aws.amazon.com/blogs/security/how-to-use-regional-saml-endpoints-for-failover/
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path; AWS documents sign-in pages of the partitions `aws`,
 * `aws-cn` and `aws-us-gov`
 * @example
 * ```ts
 * import { samlRole } from '@leastwise/presets/federation';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const analysts = samlRole({
 *   name: 'analysts',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   samlProvider: 'acme',
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets' }),
 * });
 * ```
 */
export function samlRole<const Region extends string, const Account extends string>(
  parameters: SamlRoleParameters<Region, Account>,
): RoleDefinition {
  const { samlProvider, permissions } = checked(parameters);
  const { account, partition, region } = placeOf(parameters);
  checkProvider(samlProvider);
  const [page, ...others] = pagesOf(partition, region);
  const trust = trustPolicy(
    allow(sts.AssumeRoleWithSAML)
      .to(asParameter('samlProvider', () => principal.saml(samlProvider, { account, partition })))
      .when(sts.keys.samlAud.equals(page, ...others)),
  );
  return roleOf(parameters, 'Role of people whom a SAML provider signs in', trust, permissions);
}

/** Where people sign in, by partition. */
const SIGN_IN_HOSTS: { readonly [P in Partition]?: string } = {
  aws: 'signin.aws.amazon.com',
  'aws-cn': 'signin.amazonaws.cn',
  'aws-us-gov': 'signin.amazonaws-us-gov.com',
};

function pagesOf(partition: Partition, region: string): readonly [string, ...string[]] {
  const host = SIGN_IN_HOSTS[partition];
  if (host === undefined)
    throw malformed(
      `where people sign in to \`${partition}\` is not known`,
      'partition',
      'write the trust yourself',
    );
  const page = `https://${host}/saml`;
  const hasOwn = partition === 'aws' && region !== 'us-east-1';
  return hasOwn ? [page, `https://${region}.${host}/saml`] : [page];
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
function checkProvider(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w.-]{1,128}$/.test(name))
    throw malformed(
      `a SAML provider's name has 1 to 128 letters, digits or characters of ._-, unlike \`${String(name)}\``,
      'samlProvider',
    );
}
