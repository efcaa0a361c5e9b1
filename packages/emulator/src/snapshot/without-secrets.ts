import type { Account, Cloud, StoredSecret } from '../state.ts';

/**
 * The same state without what only its owner may know: no value of a secret, no secret of an access key, no session, no password, no
 * seed of an MFA device. A key without its secret could not sign, so that keys go as a whole.
 */
export function withoutSecrets(cloud: Cloud): Cloud {
  return {
    ...cloud,
    accessKeys: new Map(),
    sessions: new Map(),
    accounts: mapped(cloud.accounts, accountWithoutSecrets),
  };
}

function accountWithoutSecrets(account: Account): Account {
  return {
    ...account,
    rootAccessKeyIds: [],
    users: mapped(account.users, (user) => ({ ...user, accessKeyIds: [], loginProfile: undefined })),
    // Devices show in lists; without their seeds their codes cannot be checked, so that they go too.
    mfaDevices: new Map(),
    secrets: mapped(account.secrets, (secrets) => mapped(secrets, secretWithoutValues)),
  };
}

function secretWithoutValues(secret: StoredSecret): StoredSecret {
  return {
    ...secret,
    versions: mapped(secret.versions, (version) => ({ ...version, text: undefined, binary: undefined })),
  };
}

function mapped<Key, Value>(map: ReadonlyMap<Key, Value>, change: (value: Value) => Value): Map<Key, Value> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]));
}
