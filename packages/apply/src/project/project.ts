import type { Account } from '../account.ts';
import { expectAccount, expectSteps } from '../check-given.ts';
import type { Step } from '../plan.ts';
import { accountIn, carryInto, ledgerOf } from './ledger.ts';

/**
 * What an account would be after these steps, by what their calls say; the steps that are blocked make none. It grants and
 * holds what the account then would; ids that only AWS gives are made up.
 */
export function project(account: Account, steps: readonly Step[]): Account {
  expectAccount(account);
  expectSteps(steps);
  const ledger = ledgerOf(account);
  for (const { calls } of steps) for (const call of calls) carryInto(ledger, call);
  return accountIn(ledger);
}
