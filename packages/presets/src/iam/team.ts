import {
  type Attachment,
  type GroupDefinition,
  type ManagedPolicyDefinition,
  policy,
  type UserDefinition,
} from '@leastwise/policy';
import { checked } from '../parameters/checked.ts';
import { malformed } from '../parameters/malformed.ts';
import { checkList } from '../parameters/within.ts';
import { ownCredentials } from './own-credentials.ts';
import { requireMfa, type RequireMfaParameters } from './require-mfa.ts';

/** Who is in a team, and what they may do; see {@link team}. */
export interface TeamParameters<Account extends string = string> extends RequireMfaParameters<Account> {
  /** The name of the group. */
  readonly name: string;
  /** Managed policies: what the team works with, for who signed in with MFA. */
  readonly policies: readonly Attachment[];
  /** Users that have no policy of their own, all of them below `path`. */
  readonly members: readonly UserDefinition[];
}

/**
 * A team as an IAM group: what its members may do comes from the group alone, each member looks after their own credentials, and
 * whoever did not sign in with MFA can do no more than enrol a device. A member that has a policy of its own is refused; what keeps
 * others from attaching one later is `keepPoliciesToGroups` of `@leastwise/presets/organizations`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html
 *
 * @throws LeastwiseError `MALFORMED_PARAMETER`, with the parameter as its path: `members[0].policies`
 * @example
 * ```ts
 * import { team } from '@leastwise/presets/iam';
 * import { readOnlyDataSet } from '@leastwise/presets/s3';
 *
 * export const scientists = team({
 *   name: 'data-scientists',
 *   account: '111122223333',
 *   policies: [{ kind: 'managed-policy', name: 'read-training-data', document: readOnlyDataSet({ bucket: 'my-ml-datasets' }) }],
 *   members: [{ kind: 'user', name: 'AML@Packt' }],
 * });
 * ```
 */
export function team<const Account extends string>(parameters: TeamParameters<Account>): GroupDefinition {
  const { name, policies, members, ...ofUsers } = checked(parameters);
  checkName(name);
  checkList(policies, 'policies');
  checkList(members, 'members');
  members.forEach((member, i) => {
    checkMember(member, ofUsers.path ?? '/', `members[${i}]`);
  });
  const managed = (what: string, document: ManagedPolicyDefinition['document']): ManagedPolicyDefinition =>
    Object.freeze({ kind: 'managed-policy', name: `${name}-${what}`, document });
  return Object.freeze({
    kind: 'group',
    name,
    policies: Object.freeze([
      ...policies,
      managed('own-credentials', ownCredentials(ofUsers)),
      managed('require-mfa', policy(...requireMfa(ofUsers))),
    ]),
    members: Object.freeze([...members]),
  });
}

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html; its policies have longer names. */
function checkName(name: unknown): void {
  if (typeof name !== 'string' || !/^[\w+=,.@-]{1,112}$/.test(name))
    throw malformed(
      `a team's name has 1 to 112 letters, digits or characters of +=,.@_-, unlike \`${String(name)}\``,
      'name',
    );
}

function checkMember(member: UserDefinition, own: string, at: string): void {
  const { policies = [], inline = {}, path = '/' } = checked(member, at);
  if (policies.length > 0)
    throw malformed('a member has policies of its own', `${at}.policies`, 'give them to the group');
  if (Object.keys(inline).length > 0)
    throw malformed('a member has inline policies of its own', `${at}.inline`, 'give them to the group');
  if (path !== own)
    throw malformed(
      `the team's users are below \`${own}\`, this one below \`${path}\``,
      `${at}.path`,
      'self-service is for users of one path',
    );
}
