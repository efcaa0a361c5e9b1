export {
  type Aws,
  type AwsCredentials,
  type AwsOptions,
  type ClientConfig,
  createAws,
  type IssuedCredentials,
} from './create-aws.ts';
export type { AwsServer } from './http-server.ts';
export type { RandomBytes } from './random.ts';
export type { RequestHandler } from './request-handler.ts';
