import { type IdentityPolicy, policy, type Resource } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkImages, pullImages } from './pull-images.ts';

/** What is pulled; see {@link imagePuller}. */
export interface ImagePullerParameters {
  /** Repositories, made with `ecr.repository(...)` or `deepLearningContainers(...)`; one or more. */
  readonly images: readonly Resource<'ecr:repository'>[];
}

/**
 * A policy to pull images from repositories of Amazon ECR, and to push, list and delete none.
 *
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html for the actions
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { ecr } from '@leastwise/aws/ecr';
 * import { deepLearningContainers, imagePuller } from '@leastwise/presets/ecr';
 *
 * export const pull = imagePuller({
 *   images: [
 *     ecr.repository('churn', { region: 'eu-west-1', account: '111122223333' }),
 *     ...deepLearningContainers('eu-west-1', ['pytorch-training']),
 *   ],
 * });
 * ```
 */
export function imagePuller(parameters: ImagePullerParameters): IdentityPolicy {
  const { images } = checked(parameters);
  checkImages(images);
  if (images.length === 0) throw malformed('no repository is named to pull from', 'images');
  return policy(...pullImages(images));
}
