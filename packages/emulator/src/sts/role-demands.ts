import type * as sts from '../../generated/sts.js';
import { type Demand, type Keys, requestTags, resourceTags, type Target } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { sourceIdentityOf } from './assume-role.ts';
import { roleAt } from './find-role.ts';
import { type MfaProof, shownMfa } from './mfa.ts';
import { sessionTags } from './session-tags.ts';

/** What assuming a role needs; its trust policy must allow every part of it. */
export function assumeRoleDemands(input: sts.AssumeRoleRequest, context: Context): readonly Demand[] {
  return roleDemands(context, 'sts:AssumeRole', {
    roleArn: input.RoleArn,
    roleSessionName: input.RoleSessionName,
    sourceIdentity: sourceIdentityOf(input, context),
    tags: sessionTags(input, context).tags.values(),
    transitive: input.TransitiveTagKeys,
    keys: { 'sts:ExternalId': input.ExternalId, ...mfaKeys(input, context) },
  });
}

/** A code that comes with the request counts for the request, not for the session that it leads to. */
function mfaKeys(input: MfaProof, context: Context): Keys {
  return shownMfa(input, context) === undefined
    ? {}
    : { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 0 };
}

interface Assumption {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: Iterable<{ readonly Key: string; readonly Value: string }>;
  readonly transitive: readonly string[] | undefined;
  readonly keys: Keys;
  readonly by?: string;
}

/**
 * Tagging a session and giving it a source identity are permissions of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function roleDemands(context: Context, action: string, assumption: Assumption): readonly Demand[] {
  const { sourceIdentity, by } = assumption;
  const tags = [...assumption.tags];
  const on = target(context, assumption.roleArn);
  const keys: Keys = {
    ...assumption.keys,
    'sts:RoleSessionName': assumption.roleSessionName,
    'sts:SourceIdentity': sourceIdentity,
    ...(tags.length === 0 ? {} : requestTags(tags)),
    'sts:TransitiveTagKeys': assumption.transitive,
  };
  const asker = by === undefined ? {} : { by };
  return [
    { action, on, keys, ...asker },
    ...(tags.length === 0 ? [] : [{ action: 'sts:TagSession', on, keys, ...asker }]),
    ...(sourceIdentity === undefined ? [] : [{ action: 'sts:SetSourceIdentity', on, keys, ...asker }]),
  ];
}

function target({ cloud }: Context, roleArn: string): Target {
  const found = roleAt(cloud, roleArn);
  if (!found) return { arn: roleArn };
  const { role, account } = found;
  return {
    arn: role.arn,
    account: account.id,
    keys: resourceTags(role.tags.values(), 'iam:ResourceTag/'),
    policy: role.trust,
  };
}
