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
