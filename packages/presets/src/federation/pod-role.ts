import { eks } from '@leastwise/aws/eks';
import { sts } from '@leastwise/aws/sts';
import { allow, aws, principal, type Resource, type RoleDefinition, trustPolicy } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { checkResource } from '../parameters/resources.ts';
import { roleOf } from '../parameters/role.ts';
import type { FederatedRoleParameters } from './federated-role.ts';
import { checkKubernetesName } from './kubernetes-name.ts';

/** Which pods; see {@link podRole}. */
export interface PodRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends FederatedRoleParameters<Region, Account> {
  /** The cluster, made with `eks.cluster(name, at)`. */
  readonly cluster: Resource<'eks:cluster'>;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * The role of pods in Amazon EKS with one service account of one namespace of one cluster, through EKS Pod Identity, whose agent tags
 * the session with all three. An association without session tags cannot use the role.
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html, for the tags
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { eks } from '@leastwise/aws/eks';
 * import { podRole } from '@leastwise/presets/federation';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * const at = { region: 'eu-west-1', account: '111122223333' } as const;
 * export const trainer = podRole({
 *   name: 'trainer',
 *   ...at,
 *   cluster: eks.cluster('ml', at),
 *   namespace: 'ml',
 *   serviceAccount: 'trainer',
 *   permissions: readOnlyDataSet({ bucket: 'my-ml-datasets' }),
 * });
 * ```
 */
export function podRole<const Region extends string, const Account extends string>(
  parameters: PodRoleParameters<Region, Account>,
): RoleDefinition {
  const { cluster, namespace, serviceAccount, permissions } = checked(parameters);
  placeOf(parameters);
  checkResource(cluster, 'cluster', eks, 'eks:cluster', 'eks.cluster(name, at)');
  if (/[*?$]/.test(String(cluster)))
    throw malformed(`\`${String(cluster)}\` is not the ARN of one cluster`, 'cluster');
  checkKubernetesName(namespace, 'namespace');
  checkKubernetesName(serviceAccount, 'serviceAccount');
  const trust = trustPolicy(
    allow(sts.AssumeRole, sts.TagSession)
      .to(principal.services.podsEks)
      .when(
        aws.requestTag('eks-cluster-arn').equals(cluster),
        aws.requestTag('kubernetes-namespace').equals(namespace),
        aws.requestTag('kubernetes-service-account').equals(serviceAccount),
      ),
  );
  return roleOf(parameters, 'Role of pods in Amazon EKS', trust, permissions);
}
