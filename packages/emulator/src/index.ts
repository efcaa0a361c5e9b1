export {
  type Aws,
  type AwsCredentials,
  type AwsOptions,
  type ClientConfig,
  createAws,
  type IssuedCredentials,
} from './create-aws.ts';
export type { AssumeOptions, RoleName } from './assume.ts';
export type { Organization, OrganizationPolicies, OrganizationUnit } from './organization.ts';
export type { JsonWebKeySet } from './sts/web-identity.ts';
export type { AwsServer } from './http-server.ts';
export type { RandomBytes } from './random.ts';
export type { RotationEvent, RotationFailure, RotationFunction } from './rotation-functions.ts';
export type { RequestHandler } from './request-handler.ts';
