import {
  accessKey,
  type RotateOptions,
  type RotationHandler,
  rotationHandler,
  type RotationOutcome,
  sweepHandler,
} from '@leastwise/rotate';

/** The two handlers; in a Lambda bundle `export const { rotation, sweep } = handlers({ iam: new IAMClient(), ... })`. */
export function handlers(clients: RotateOptions): {
  rotation: RotationHandler;
  sweep: () => Promise<RotationOutcome>;
} {
  const target = accessKey({
    user: 'AML@Packt',
    secret: 'ml/aml-packt',
    every: '60d',
    consumers: { cacheTtl: '1h', longestJob: '12h', slowestPeriod: '1d' },
  });
  return { rotation: rotationHandler(target, clients), sweep: sweepHandler(target, clients) };
}
