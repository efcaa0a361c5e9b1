import { GetUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { awsErrorName, LeastwiseError, secret } from '@leastwise/core';
import type { KeyCredentials } from '../context.ts';
import type { StrategyTools } from '../strategy/strategy.ts';
import type { UserAccessKey } from './alternating-access-keys.ts';
import { userNotFound } from './user-keys.ts';

/** A new key becomes known to AWS's parts one after the other, so one success proves little. */
const SUCCESSES = 3;
const PATIENCE = 120_000;
const BETWEEN_SUCCESSES = 1_000;
const AFTER_REFUSAL = 3_000;

interface Clients {
  readonly iam: IAMClient;
  readonly stsFor: (credentials: KeyCredentials) => STSClient;
}

/** Shows that a key is the user's, in the account of the IAM client: STS has to say so three times in a row. */
export async function proveUserKey(
  { iam, stsFor }: Clients,
  { UserName, AccessKeyId, SecretAccessKey }: UserAccessKey,
  { caller, clock }: StrategyTools,
): Promise<void> {
  const { User } = await caller.read(iam, new GetUserCommand({ UserName })).catch((error: unknown) => {
    throw awsErrorName(error) === 'NoSuchEntity' ? userNotFound(UserName, error) : error;
  });
  const sts = stsFor({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
  const secrets = [secret(SecretAccessKey)];
  const ask = async (): Promise<string | undefined> => {
    try {
      return (await caller.read(sts, new GetCallerIdentityCommand({}), { secrets })).Arn ?? '';
    } catch (error) {
      if (error instanceof LeastwiseError && error.code === 'CREDENTIALS_NOT_ACCEPTED') return undefined;
      throw error;
    }
  };
  const deadline = clock.now() + PATIENCE;
  for (let successes = 0; ;) {
    const arn = await ask();
    if (arn !== undefined && arn !== User?.Arn) throw notVerified(AccessKeyId, `STS takes it for \`${arn}\``);
    successes = arn === undefined ? 0 : successes + 1;
    if (successes === SUCCESSES) return;
    const wait = arn === undefined ? AFTER_REFUSAL : BETWEEN_SUCCESSES;
    if (clock.now() + wait > deadline) throw notVerified(AccessKeyId, 'STS does not accept it');
    await clock.sleep(wait);
  }
}

function notVerified(id: string, why: string): LeastwiseError {
  return new LeastwiseError({
    code: 'NOT_VERIFIED',
    what: `the key \`${id}\` does not work: ${why}`,
    path: 'STS.GetCallerIdentity',
    hint: 'it was not made current; `rollback` gives a pending one up, and the next rotation makes another',
  });
}
