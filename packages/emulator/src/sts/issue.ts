import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { nothingSaid, type Session } from './session-state.ts';

/** What a session is made of, but for its credentials. */
export type NewSession = Pick<Session, 'accountId' | 'of'> &
  Partial<Omit<Session, 'accountId' | 'of'>> & {
    /** In seconds. */
    readonly duration: number;
  };

/** Makes temporary credentials and remembers them. */
export function issue(
  { cloud, ids, now }: Pick<Context, 'cloud' | 'ids' | 'now'>,
  { duration, ...given }: NewSession,
): Session {
  const session: Session = {
    ...nothingSaid(),
    ...given,
    accessKeyId: ids.accessKeyId('ASIA'),
    secret: ids.secretAccessKey(),
    token: ids.sessionToken(),
    issued: now,
    expires: now + 1000 * duration,
  };
  cloud.sessions.set(session.accessKeyId, session);
  return session;
}

export function credentialsOutput({ accessKeyId, secret, token, expires }: Session): sts.Credentials {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secret, SessionToken: token, Expiration: expires };
}
