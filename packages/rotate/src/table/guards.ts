import type { Stop } from '../decision.ts';
import { deleteKeyCall } from '../requests.ts';
import type { Row } from './row.ts';

/** Whatever a secret holds, nothing is done about one that is going. */
export function scheduledForDeletion(secret: string, arn: string): Stop & { readonly stop: 'blocked' } {
  return {
    stop: 'blocked',
    reason: `the secret \`${secret}\` is scheduled for deletion; restore it, or stop rotating it`,
    remedy: {
      what: 'restore the secret, or stop rotating it',
      call: { service: 'SecretsManager', operation: 'RestoreSecret', input: { SecretId: arn } },
    },
  };
}

/** Rows about what nobody may touch now. */
export const GUARDS: readonly Row[] = [
  {
    observed: 'secret scheduled for deletion',
    decide: ({ secret, target }) =>
      secret.deletedAt === undefined ? undefined : scheduledForDeletion(target.secret, secret.arn),
  },
  {
    observed: 'more than two keys',
    decide: ({ keys, target }) =>
      keys.length <= 2
        ? undefined
        : {
            stop: 'blocked',
            reason: `the user \`${target.user}\` has ${keys.length} access keys; delete those that nobody uses`,
            remedy: {
              what: `find out which of ${keys.map(({ id }) => id).join(', ')} nobody uses, and delete it with DeleteAccessKey`,
            },
          },
  },
  {
    observed: 'a key that is neither Active nor Inactive',
    decide: ({ keys, target }) => {
      const odd = keys.find(({ status }) => status !== 'Active' && status !== 'Inactive');
      return (
        odd && {
          stop: 'blocked',
          reason: `the access key \`${odd.id}\` is \`${odd.status}\`; delete it`,
          remedy: { what: 'delete that key', call: deleteKeyCall(target, odd.id) },
        }
      );
    },
  },
  {
    observed: 'current version of another shape',
    decide: ({ currentVersion, target }) =>
      currentVersion?.value.kind !== 'other'
        ? undefined
        : {
            refuse: 'NOT_A_KEY',
            what: `the secret \`${target.secret}\` does not hold an access key`,
            hint: 'its value is a JSON object with the texts AccessKeyId and SecretAccessKey',
          },
  },
  {
    observed: 'live intent of another holder',
    decide: ({ intent, holder }) =>
      intent?.state !== 'live' || intent.holder === holder
        ? undefined
        : {
            stop: 'busy',
            reason: `\`${intent.holder}\` is creating a key since ${new Date(intent.at).toISOString()}`,
            next: { what: 'look again', at: intent.deadline },
            remedy: { what: 'wait: once the announcement has expired, any run takes over' },
          },
  },
];

/** The row that keeps a program from announcing twice at once. A rollback does not need it: it announces nothing. */
export const OWN_INTENT: Row = {
  observed: 'own live intent, nothing pending',
  decide: ({ intent, pending }) =>
    intent?.state !== 'live' || pending
      ? undefined
      : {
          stop: 'waiting',
          reason: 'a key was announced and is not stored: the announcement has to expire first',
          next: { what: 'look whether it was created', at: intent.deadline },
          remedy: { what: 'wait: once the announcement has expired, any run takes over' },
        },
};
