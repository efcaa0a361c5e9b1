import { kms } from '@leastwise/aws/kms';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { checkKey } from './check-key.ts';

/**
 * Allows a job of SageMaker to encrypt with the key that its output configuration names (`KmsKeyId`). SageMaker asks this of the
 * job's role, beside what Amazon S3 does with the key on its behalf; nothing where there is no key, or no output.
 * Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html and
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputDataConfig.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `kmsKey` as its path
 */
export function encryptOutput(
  key: Resource<'kms:key'> | undefined,
  outputs: readonly unknown[],
): readonly IdentityStatement[] {
  if (key === undefined || outputs.length === 0) return [];
  checkKey(key, 'kmsKey');
  return [allow(kms.Encrypt).on(key)];
}
