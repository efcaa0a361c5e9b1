export { LeastwiseError, type LeastwiseErrorParts } from './errors.ts';
export { checkOptions, checkParameter, type ParameterKind, type ParameterShape } from './parameter.ts';
export { closest, didYouMean } from './closest.ts';
export { redact, Secret, secret } from './secret.ts';
export { canonicalJson } from './canonical-json.ts';
export { freeze } from './freeze.ts';
export { type Clock, systemClock } from './clock.ts';
export type { AwsClient, AwsCommand } from './aws-client.ts';
export { awsErrorName } from './failure.ts';
export {
  type CallEvent,
  type CallKind,
  type CallOptions,
  type Caller,
  type CallerOptions,
  createCaller,
  type Pace,
} from './caller.ts';
