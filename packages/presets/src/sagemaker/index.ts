export { trainingRole, type TrainingRoleParameters } from './training-role.ts';
export { processingRole, type ProcessingRoleParameters } from './processing-role.ts';
export { tuningRole, type TuningRoleParameters } from './tuning-role.ts';
export { transformRole, type TransformRoleParameters } from './transform-role.ts';
export {
  endpointRole,
  type EndpointRoleParameters,
  serverlessEndpointRole,
  type ServerlessEndpointRoleParameters,
} from './endpoint-role.ts';
export type { VpcConfig } from '../ec2/vpc-config.ts';
export { pipelineRole, type PipelineRoleParameters } from './pipeline-role.ts';
export { dataScientist, type DataScientistParameters } from './data-scientist.ts';
export { mlOpsDeployer, type MlOpsDeployerParameters } from './ml-ops-deployer.ts';
export {
  modelApprover,
  type ModelApproverParameters,
  modelPublisher,
  type ModelPublisherParameters,
} from './model-registry.ts';
export type { JobKind, JobsToStart } from './job-kinds.ts';
export type { JobLimits } from './job-limits.ts';
export type { ModelsToPublish } from './publish-models.ts';
export { notebookInstanceRole, type NotebookInstanceRoleParameters } from './notebook-instance-role.ts';
export {
  studioDomainRole,
  type StudioDomainRoleParameters,
  studioUserRole,
  type StudioUserRoleParameters,
} from './studio-roles.ts';
export {
  type FeatureGroupParameters,
  featureGroupReader,
  featureGroupWriter,
  featureStoreRole,
  type FeatureStoreRoleParameters,
} from './feature-store.ts';
export { labelingRole, type LabelingRoleParameters } from './labeling-role.ts';
export { autoMlRole, type AutoMlRoleParameters } from './auto-ml-role.ts';
export type { JobsOfPeople } from './data-scientist.ts';
export type { Work } from './work-statements.ts';
export { auditor, type AuditorParameters } from './auditor.ts';
