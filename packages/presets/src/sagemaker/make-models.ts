import { sagemaker } from '@leastwise/aws/sagemaker';
import { allow, type IdentityStatement } from '@leastwise/policy';
import type { Place } from '../parameters/place.ts';
import { type JobLimits, limitsOfNetwork } from './job-limits.ts';

/** Allows making, tagging, describing and deleting models whose names match a pattern. */
export function makeModels(names: string, limits: JobLimits, place: Place): readonly IdentityStatement[] {
  const models = sagemaker.model(names, place);
  const make = allow(sagemaker.CreateModel).on(models);
  const network = limitsOfNetwork(limits, place);
  return [
    network.length === 0 ? make : make.when(...network),
    allow(sagemaker.DescribeModel, sagemaker.DeleteModel).on(models),
    allow(sagemaker.AddTags).on(models).when(sagemaker.keys.taggingAction.equals('CreateModel')),
  ];
}
