import { s3 } from '@leastwise/aws/s3';
import { aws, deny, type IdentityStatement } from '@leastwise/policy';
import { resourcesOf, type S3Location } from './location.ts';

/**
 * Denies deleting the objects of a location, and their older versions, to whoever did not sign in with MFA, whatever else
 * allows it. It allows nothing by itself. A request that is signed with a long-term key says nothing of MFA at all: that
 * counts as none.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { policy } from '@leastwise/policy';
 * import { readDataSet, requireMfaToDelete } from '@leastwise/presets/s3';
 *
 * const dataSet = { bucket: 'my-ml-datasets' };
 * policy(...readDataSet(dataSet), requireMfaToDelete(dataSet));
 * ```
 */
export function requireMfaToDelete(location: S3Location): IdentityStatement {
  return deny(s3.DeleteObject, s3.DeleteObjectVersion)
    .on(resourcesOf(location).objects)
    .when(aws.multiFactorAuthPresent.ifExists.is(false));
}
