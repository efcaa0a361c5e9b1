import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';

/** What the temporary credentials of users may ask of STS, whatever their policies say. */
const OF_USERS = ['AssumeRole', 'GetCallerIdentity'];
const OF_FEDERATED_USERS = ['GetCallerIdentity'];

/**
 * What credentials of GetSessionToken and GetFederationToken can never do.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 *
 * @throws Refusal
 */
export function refuseTemporary(service: string, operation: string, { caller }: Context): void {
  if (!caller.session || caller.kind === 'session') return;
  const isFederated = caller.kind === 'federated-user';
  if (service === 'sts' && !(isFederated ? OF_FEDERATED_USERS : OF_USERS).includes(operation)) {
    throw new Refusal('denied', `Cannot call ${operation} with session credentials`);
  }
  if (service === 'iam' && (isFederated || caller.session.mfa === undefined)) {
    throw new Refusal('unknownKey', 'The security token included in the request is invalid');
  }
}
