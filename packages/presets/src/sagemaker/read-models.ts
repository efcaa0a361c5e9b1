import type { IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { each } from '../parameters/within.ts';
import type { S3Path } from '../s3/location.ts';
import { readObjects } from '../s3/read-objects.ts';

/** Allows reading model artifacts, whose names SageMaker is told: it lists nothing. */
export function readModels(models: readonly S3Path[], { partition }: Place): readonly IdentityStatement[] {
  return each('models', models, (path) => [readObjects({ ...path, partition })]);
}
