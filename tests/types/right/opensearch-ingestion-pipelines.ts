// Pipelines of one account.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-ingestion.html
import { osis } from '@leastwise/aws/osis';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(
    osis.CreatePipeline,
    osis.DeletePipeline,
    osis.UpdatePipeline,
    osis.ValidatePipeline,
    osis.StartPipeline,
    osis.StopPipeline,
  ).on(osis.pipeline('*', { region: 'us-east-1', account: '111122223333' })),
  allow(
    osis.ListPipelines,
    osis.GetPipeline,
    osis.ListPipelineBlueprints,
    osis.GetPipelineBlueprint,
    osis.GetPipelineChangeProgress,
  ).onAnyResource(),
);
