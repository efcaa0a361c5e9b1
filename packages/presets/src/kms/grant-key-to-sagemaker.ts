import { kms } from '@leastwise/aws/kms';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { checkKey } from './check-key.ts';
import { viaService } from './via-service.ts';

/**
 * Allows SageMaker to make a grant on the key that encrypts the storage volumes of a job, and the job to make none by
 * itself; nothing where there is no key. Where a file system is encrypted, SageMaker also looks at the key.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html for the grant. AWS's own policies for roles
 * of SageMaker bind it to the service in the same way (SageMakerStudioProjectRoleMachineLearningPolicy).
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `path` as its path
 */
export function grantKeyToSagemaker(
  key: Resource<'kms:key'> | undefined,
  place: Place,
  { describes = false, path = 'volumeKmsKey' }: { readonly describes?: boolean; readonly path?: string } = {},
): readonly IdentityStatement[] {
  if (key === undefined) return [];
  checkKey(key, path);
  return [
    (describes ? allow(kms.CreateGrant, kms.DescribeKey) : allow(kms.CreateGrant))
      .on(key)
      .when(kms.keys.viaService.equals(viaService('sagemaker', place, path))),
  ];
}
