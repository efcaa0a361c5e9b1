export { accessKey, type AccessKeyOptions, type AccessKeyTarget } from './access-key.ts';
export type { Duration } from './duration.ts';
export type { Consumers, WindowOptions, Windows } from './windows.ts';
export type { KeyCredentials, RotateOptions } from './context.ts';
export type { AlarmEvent, DecisionEvent, RotationEvent } from './events.ts';
export type { RotationOutcome, RotationState } from './outcome.ts';
export { rotate } from './rotate.ts';
