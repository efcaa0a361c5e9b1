import { machinelearning } from '@leastwise/aws/machinelearning';
import { allow, type IdentityPolicy, policy, type Resource } from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { placeOf } from '../parameters/place.ts';
import type { PlaceParameters } from '../parameters/place-parameters.ts';
import { checkResources } from '../parameters/resources.ts';

/** Which models are asked; see {@link modelCaller}. */
export interface ModelCallerParameters {
  /** Models with a real-time endpoint, made with `machinelearning.mlmodel(id, at)`; one or more. */
  readonly mlModels: readonly Resource<'machinelearning:mlmodel'>[];
}

/**
 * A policy to ask models of Amazon Machine Learning for predictions in real time. The service takes no new customers; this is for
 * those it has.
 *
 * Source: https://docs.aws.amazon.com/machine-learning/latest/dg/controlling-access-to-amazon-ml-resources-by-using-iam.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with `mlModels[i]` as its path
 * @example
 * ```ts
 * import { machinelearning } from '@leastwise/aws/machinelearning';
 * import { modelCaller } from '@leastwise/presets/machinelearning';
 *
 * const churn = machinelearning.mlmodel('ml-churn', { region: 'eu-west-1', account: '111122223333' });
 * export const website = modelCaller({ mlModels: [churn] });
 * ```
 */
export function modelCaller(parameters: ModelCallerParameters): IdentityPolicy {
  const { mlModels } = checked(parameters);
  checkResources(
    mlModels,
    'mlModels',
    machinelearning,
    'machinelearning:mlmodel',
    'machinelearning.mlmodel(id, at)',
  );
  if (mlModels.length === 0) throw malformed('no model is named', 'mlModels');
  return policy(allow(machinelearning.Predict).on(...mlModels));
}

/**
 * A policy to build models of Amazon Machine Learning and to predict with them in batches: make and change data sources on Amazon S3,
 * models, evaluations and batch predictions of the account, and look at all of them. What is there is not deleted, and no
 * endpoint is opened, which costs by the hour.
 *
 * Source: https://docs.aws.amazon.com/machine-learning/latest/dg/controlling-access-to-amazon-ml-resources-by-using-iam.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path
 * @example
 * ```ts
 * import { modelBuilder } from '@leastwise/presets/machinelearning';
 *
 * export const analysts = modelBuilder({ region: 'eu-west-1', account: '111122223333' });
 * ```
 */
export function modelBuilder<const Region extends string, const Account extends string>(
  parameters: PlaceParameters<Region, Account>,
): IdentityPolicy {
  const here = machinelearning.at(placeOf(parameters));
  const [data, model] = [here.datasource('*'), here.mlmodel('*')];
  const [evaluation, prediction] = [here.evaluation('*'), here.batchprediction('*')];
  return policy(
    allow(
      machinelearning.CreateDataSourceFromS3,
      machinelearning.GetDataSource,
      machinelearning.UpdateDataSource,
    ).on(data),
    allow(machinelearning.CreateMLModel).on(data, model),
    allow(machinelearning.GetMLModel, machinelearning.UpdateMLModel).on(model),
    allow(machinelearning.CreateEvaluation).on(data, evaluation, model),
    // The service reference has GetEvaluation work on the data source, the API on the evaluation: both are meant.
    allow(machinelearning.GetEvaluation, machinelearning.UpdateEvaluation).on(data, evaluation),
    allow(machinelearning.CreateBatchPrediction).on(prediction, data, model),
    allow(machinelearning.GetBatchPrediction, machinelearning.UpdateBatchPrediction).on(prediction),
    allow(
      machinelearning.DescribeDataSources,
      machinelearning.DescribeMLModels,
      machinelearning.DescribeEvaluations,
      machinelearning.DescribeBatchPredictions,
    ).onAnyResource(),
  );
}
