import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Role, Session } from '../state.ts';

/** In seconds. */
const DEFAULT_DURATION = 3600;
const LONGEST_CHAINED = 3600;

/**
 * Gives temporary credentials of a role of the caller's account to whoever asks, but for the root, which AWS does not
 * let assume roles. Neither the role's trust policy nor a session policy is looked at.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function assumeRole(input: sts.AssumeRoleRequest, context: Context): sts.AssumeRoleResponse {
  const { RoleArn: arn, RoleSessionName: name } = input;
  const role = findEntity(context.account.roles, (each) => each.arn === arn);
  if (context.caller.kind === 'root') {
    throw new Refusal('denied', 'Roles may not be assumed by root accounts.');
  }
  if (!role) {
    throw new Refusal(
      'denied',
      `User: ${context.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
  }
  const session: Session = {
    accessKeyId: context.ids.accessKeyId('ASIA'),
    secret: context.ids.secretAccessKey(),
    token: context.ids.sessionToken(),
    accountId: context.account.id,
    roleId: role.id,
    name,
    expires: context.now + 1000 * durationOf(input, role, context),
  };
  context.cloud.sessions.set(session.accessKeyId, session);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secret,
      SessionToken: session.token,
      Expiration: session.expires,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${name}`,
      Arn: `arn:aws:sts::${context.account.id}:assumed-role/${role.name}/${name}`,
    },
  };
}

/** In seconds; a role that was assumed by a role lasts an hour at most. */
function durationOf(
  { DurationSeconds: wanted = DEFAULT_DURATION }: sts.AssumeRoleRequest,
  role: Role,
  { caller }: Context,
): number {
  if (wanted > role.maxSessionDuration) {
    throw new Refusal(
      'invalid',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  if (caller.kind === 'session' && wanted > LONGEST_CHAINED) {
    throw new Refusal(
      'invalid',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return wanted;
}
