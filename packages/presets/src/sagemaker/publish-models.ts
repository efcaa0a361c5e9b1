import { ecr } from '@leastwise/aws/ecr';
import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityStatement, type Resource } from '@leastwise/policy';
import { checkImages } from '../ecr/pull-images.ts';
import { checkName } from '../parameters/name-prefix.ts';
import type { Place } from '../parameters/place.ts';
import type { S3Path } from '../s3/location.ts';
import { readModels } from './read-models.ts';

/** What someone is told who registers models. */
export interface ModelsToPublish {
  readonly modelPackageGroupName: string;
  /** The artifacts of the models, `ModelDataUrl`. */
  readonly models: readonly S3Path[];
  /** The repositories of the team's own images, made with `ecr.repository(...)`. */
  readonly images: readonly Resource<'ecr:repository'>[];
}

/** Allows looking at the versions of a model in the Model Registry. */
export function readModelPackages(group: string, place: Place): readonly IdentityStatement[] {
  checkName(group, 'modelPackageGroupName');
  return [
    allow(sagemaker.DescribeModelPackageGroup).on(sagemaker.modelPackageGroup(group, place)),
    allow(sagemaker.DescribeModelPackage, sagemaker.ListModelPackages).on(
      sagemaker.modelPackage(`${group}/*`, place),
    ),
  ];
}

/**
 * Allows registering versions of a model, to be approved by someone else: a version that is registered as approved is denied.
 * SageMaker looks at the artifacts and the images as it registers them.
 * Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `models[0].bucket`
 */
export function publishModels(
  { modelPackageGroupName, models, images }: ModelsToPublish,
  place: Place,
): readonly IdentityStatement[] {
  checkName(modelPackageGroupName, 'modelPackageGroupName');
  checkImages(images);
  const versions = sagemaker.modelPackage(`${modelPackageGroupName}/*`, place);
  return [
    ...readModelPackages(modelPackageGroupName, place),
    allow(sagemaker.CreateModelPackage)
      .on(versions)
      .when(sagemaker.keys.modelApprovalStatus.ifExists.equals('PendingManualApproval')),
    allow(sagemaker.AddTags).on(versions).when(sagemaker.keys.taggingAction.equals('CreateModelPackage')),
    ...readModels(models, place),
    ...(images.length === 0 ? [] : [allow(ecr.BatchGetImage, ecr.DescribeImages).on(...images)]),
  ];
}
