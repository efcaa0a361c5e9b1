import type { RoleDefinition } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf } from '../parameters/role.ts';
import type { FederatedRoleParameters } from './federated-role.ts';
import { checkKubernetesName } from './kubernetes-name.ts';
import { trustToken } from './web-identity.ts';

/** Which pods; see {@link serviceAccountRole}. */
export interface ServiceAccountRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The OIDC provider of the cluster, without `https://`: `oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF` */
  readonly oidcProvider: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The role of pods in Amazon EKS with one service account of one namespace of one cluster, through the cluster's OIDC provider (IAM roles
 * for service accounts).
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { serviceAccountRole } from '@leastwise/presets/federation';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const trainer = serviceAccountRole({
 *   name: 'trainer',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   oidcProvider: 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
 *   namespace: 'ml',
 *   serviceAccount: 'trainer',
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets' }),
 * });
 * ```
 */
export function serviceAccountRole<const Region extends string, const Account extends string>(
  parameters: ServiceAccountRoleParameters<Region, Account>,
): RoleDefinition {
  const { oidcProvider, namespace, serviceAccount, permissions } = checked(parameters);
  const place = placeOf(parameters);
  checkKubernetesName(namespace, 'namespace');
  checkKubernetesName(serviceAccount, 'serviceAccount');
  const claims = {
    audience: 'sts.amazonaws.com',
    subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
  };
  return roleOf(
    parameters,
    'Role of a Kubernetes service account',
    trustToken(oidcProvider, place, claims, 'oidcProvider'),
    permissions,
  );
}
