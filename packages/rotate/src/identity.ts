import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { LeastwiseError } from '@leastwise/core';
import { pause, type Run } from './context.ts';
import type { Identity } from './observation.ts';
import type { StoredKey } from './stored-value.ts';

/** A new key becomes known to AWS's parts one after the other, so one success proves little. */
const SUCCESSES = 3;
const PATIENCE = 120_000;
const BETWEEN_SUCCESSES = 1_000;
const AFTER_REFUSAL = 3_000;

/**
 * Asks STS who a key is. `proof` asks until three answers in a row are the user, for two minutes at most; `check` asks once.
 * GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function observeIdentity(
  run: Run,
  secretArn: string | undefined,
  key: StoredKey,
  as: 'proof' | 'check',
): Promise<Identity> {
  const { clock, target } = run;
  const deadline = clock.now() + (as === 'proof' ? PATIENCE : 0);
  const ask = askSts(run, key);
  let successes = 0;
  for (;;) {
    const arn = await ask();
    if (arn !== undefined && !isUser(arn, target.user, secretArn)) return { arn };
    successes = arn === undefined ? 0 : successes + 1;
    if (successes === (as === 'proof' ? SUCCESSES : 1)) return 'works';
    const wait = arn === undefined ? AFTER_REFUSAL : BETWEEN_SUCCESSES;
    if (clock.now() + wait > deadline) return 'refused';
    await pause(run, wait);
  }
}

/** Gives a function that asks once: the ARN that STS answers, or `undefined` where the key is not accepted. */
function askSts(run: Run, { accessKeyId, secretAccessKey }: StoredKey): () => Promise<string | undefined> {
  // The boundary to the SDK, which takes the bare value.
  const sts = run.options.stsFor({ accessKeyId, secretAccessKey: secretAccessKey.reveal() });
  const caller = run.callerWith({ patience: PATIENCE / 4 });
  return async () => {
    try {
      const secrets = [secretAccessKey];
      const { Arn = '' } = await caller.read(sts, new GetCallerIdentityCommand({}), { secrets });
      return Arn;
    } catch (error) {
      if (error instanceof LeastwiseError && error.code === 'CREDENTIALS_NOT_ACCEPTED') return undefined;
      throw error;
    }
  };
}

/**
 * Whether an ARN is the user's, in the account of the secret: `arn:aws:iam::111122223333:user/team/AML@Packt`. IAM does not
 * distinguish names by case, and answers with the name as it was created. Before there is a secret, its account is not known.
 */
function isUser(arn: string, user: string, secretArn: string | undefined): boolean {
  const [, , service, , account, resource = ''] = arn.split(':');
  const [kind, ...path] = resource.split('/');
  const isTheirs = path.at(-1)?.toLowerCase() === user.toLowerCase();
  return (
    service === 'iam' &&
    (secretArn === undefined || account === secretArn.split(':')[4]) &&
    kind === 'user' &&
    isTheirs
  );
}
