import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Caller } from '@leastwise/core';
import { parseArn } from '@leastwise/policy';
import { present } from './from-iam.ts';

/** Which account the clients' credentials belong to. */
export async function whoami(
  caller: Caller,
  sts: STSClient,
): Promise<{ readonly account: string; readonly partition: string }> {
  const { Account, Arn } = await caller.read(sts, new GetCallerIdentityCommand({}));
  return {
    account: present(Account, 'the account id', 'STS.GetCallerIdentity'),
    partition: parseArn(present(Arn, "the caller's ARN", 'STS.GetCallerIdentity')).partition,
  };
}
