import type { Caller } from '../context.ts';
import { findEntity } from '../find-entity.ts';
import type { Account, Cloud } from '../state.ts';
import { sessionArn } from '../sts/assume-role.ts';
import type { Session } from '../sts/session-state.ts';

/** The owner of a long-term key; nothing where the user is gone. */
export function ownerOf(account: Account, ownerId: string, session?: Session): Caller | undefined {
  if (ownerId === account.id) {
    return { kind: 'root', arn: `arn:aws:iam::${account.id}:root`, userId: account.id, session };
  }
  const user = findEntity(account.users, ({ id }) => id === ownerId);
  return user && { kind: 'user', arn: user.arn, userId: user.id, user, session };
}

/** Who acts in a session; nothing where the role or user is gone. */
export function callerOf(cloud: Cloud, session: Session): Caller | undefined {
  const account = cloud.accounts.get(session.accountId);
  if (!account) return undefined;
  const { of } = session;
  switch (of.kind) {
    case 'role': {
      const role = findEntity(account.roles, ({ id }) => id === of.roleId);
      const arn = role && sessionArn(role, account, of.name);
      return role && arn !== undefined
        ? { kind: 'session', arn, userId: `${role.id}:${of.name}`, role, session }
        : undefined;
    }
    case 'self':
      return ownerOf(account, of.ownerId, session);
    case 'federated-user': {
      const owner = ownerOf(account, of.ownerId);
      return (
        owner && {
          kind: 'federated-user',
          arn: `arn:aws:sts::${account.id}:federated-user/${of.name}`,
          userId: `${account.id}:${of.name}`,
          by: owner.kind === 'user' ? owner.user : undefined,
          session,
        }
      );
    }
  }
}
