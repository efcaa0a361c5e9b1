import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import type { AccountQuotas } from '../account.ts';
import { orElse, type Reader } from './reader.ts';

/** How many of a kind an account has. */
export interface Counts {
  readonly policies: number;
  /** Of all its policies together. */
  readonly policyVersions: number;
  readonly roles: number;
  readonly users: number;
  readonly groups: number;
  readonly instanceProfiles: number;
}

/** What an account has and may have, by number. */
export interface Summary {
  readonly quotas: AccountQuotas;
  /** Absent where the endpoint does not say. */
  readonly counts?: Counts;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export async function readSummary(reader: Reader): Promise<Summary> {
  const { caller, iam } = reader;
  return orElse(
    reader,
    async () => {
      const { SummaryMap = {} } = await caller.read(iam, new GetAccountSummaryCommand({}));
      return { quotas: quotasIn(SummaryMap), ...countsIn(SummaryMap) };
    },
    'the quotas were not read',
    async () => ({ quotas: {} }),
  );
}

type SummaryMap = Readonly<Record<string, number>>;

function quotasIn(summary: SummaryMap): AccountQuotas {
  const attached = [
    summary['AttachedPoliciesPerRoleQuota'],
    summary['AttachedPoliciesPerUserQuota'],
    summary['AttachedPoliciesPerGroupQuota'],
  ].filter((quota) => quota !== undefined);
  const quotas = {
    policies: summary['PoliciesQuota'],
    roles: summary['RolesQuota'],
    users: summary['UsersQuota'],
    groups: summary['GroupsQuota'],
    instanceProfiles: summary['InstanceProfilesQuota'],
    attachments: attached.length === 0 ? undefined : Math.min(...attached),
  };
  return Object.fromEntries(Object.entries(quotas).filter(([, quota]) => quota !== undefined));
}

function countsIn({
  Policies: policies,
  PolicyVersionsInUse: policyVersions = policies,
  Roles: roles,
  Users: users,
  Groups: groups,
  InstanceProfiles: instanceProfiles,
}: SummaryMap): Pick<Summary, 'counts'> {
  if (policies === undefined || policyVersions === undefined || roles === undefined) return {};
  if (users === undefined || groups === undefined || instanceProfiles === undefined) return {};
  return { counts: { policies, policyVersions, roles, users, groups, instanceProfiles } };
}
