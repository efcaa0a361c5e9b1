import { policy, principal, type Resource, type RoleDefinition } from '@leastwise/policy';
import { pullImages } from '../ecr/pull-images.ts';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import { roleOf, type RoleParameters } from '../parameters/role.ts';
import { trustServiceOfAccount } from '../parameters/trust.ts';
import { each } from '../parameters/within.ts';
import type { EncryptedLocation } from '../s3/encrypted-location.ts';
import { readDataSet } from '../s3/read-data-set.ts';
import { writeResults } from '../s3/write-results.ts';

/** What an instance is told; see {@link instanceRole}. */
export interface InstanceRoleParameters<
  Region extends string = string,
  Account extends string = string,
> extends RoleParameters<Region, Account> {
  /** What the instance reads in Amazon S3. */
  readonly reads: readonly Omit<EncryptedLocation, 'partition'>[];
  /** What it writes. */
  readonly writes: readonly Omit<EncryptedLocation, 'partition'>[];
  /** The repositories that it pulls images from, made with `ecr.repository(...)` or `deepLearningContainers(...)`. */
  readonly images: readonly Resource<'ecr:repository'>[];
}

/**
 * The role of EC2 instances, for an instance profile: reads and writes its locations in Amazon S3 and pulls its images, without a
 * key on the instance. Require IMDSv2 on the instances: who can reach their metadata has the role.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html. Amazon EC2 does not say for
 * which account it assumes a role; only an account's own users can give the role to an instance.
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `reads[0].bucket`
 * @example
 * ```ts
 * import { deepLearningContainers } from '@leastwise/presets/ecr';
 * import { instanceRole } from '@leastwise/presets/ec2';
 *
 * export const trainer = instanceRole({
 *   name: 'gpu-trainer',
 *   region: 'eu-west-1',
 *   account: '111122223333',
 *   reads: [{ bucket: 'my-ml-datasets', prefix: 'train/' }],
 *   writes: [{ bucket: 'my-ml-results', prefix: 'churn/' }],
 *   images: deepLearningContainers('eu-west-1', ['pytorch-training']),
 * });
 * ```
 */
export function instanceRole<const Region extends string, const Account extends string>(
  parameters: InstanceRoleParameters<Region, Account>,
): RoleDefinition {
  const { reads, writes, images } = checked(parameters);
  const { partition } = placeOf(parameters);
  const statements = [
    ...each('reads', reads, (path) => readDataSet({ ...path, partition })),
    ...each('writes', writes, (path) => writeResults({ ...path, partition })),
    ...pullImages(images),
  ];
  if (statements.length === 0) throw malformed('the instance may do nothing', 'reads');
  return roleOf(
    parameters,
    'Role of EC2 instances',
    trustServiceOfAccount(principal.services.ec2),
    policy(...statements),
  );
}
