import type { Account } from '../state.ts';

/** One allowed or denied call of a user or role, as the report on last uses counts it. */
export interface Use {
  /** The unique id of the user or role. */
  readonly principalId: string;
  /** As in policies: `s3:GetObject`. */
  readonly action: string;
  readonly region: string;
  readonly at: number;
}

/**
 * Notes that a principal tried an action. AWS counts attempts, not only those that were allowed:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export function recordUse({ access: { uses } }: Account, { principalId, action, region, at }: Use): void {
  const [service = '', name = ''] = action.split(':');
  const used = uses.get(principalId) ?? [];
  uses.set(principalId, used);
  const known = used.find((use) => use.service === service);
  if (known) Object.assign(known, { at, region });
  const use = known ?? { service, at, region, actions: new Map() };
  if (!known) used.push(use);
  use.actions.set(name, { at, region });
}
