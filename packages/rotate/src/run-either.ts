import { checkRun } from './check-given.ts';
import type { AccessKeyTarget } from './access-key.ts';
import { type GivenOptions, type Run, startRun } from './context.ts';
import type { SecretTarget } from './strategy/managed-secret.ts';
import { type SecretRun, startSecretRun } from './strategy/secret-run.ts';

/** Starts a run for a target of either kind, and does in it what that kind takes. */
export async function runEither<OfKey, OfSecret>(
  target: AccessKeyTarget | SecretTarget,
  options: GivenOptions,
  doOfKey: (run: Run) => Promise<OfKey>,
  doOfSecret: (run: SecretRun) => Promise<OfSecret>,
): Promise<OfKey | OfSecret> {
  checkRun(target, options);
  if (target.kind === 'secret') return doOfSecret(startSecretRun(target, options));
  return doOfKey(startRun(target, options));
}
