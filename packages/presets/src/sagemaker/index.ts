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
