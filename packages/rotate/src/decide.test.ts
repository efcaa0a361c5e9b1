import { secret } from '@leastwise/core';
import { describe, expect, test } from 'vitest';
import { accessKey } from './access-key.ts';
import { decide, TABLE } from './decide.ts';
import type { Decision } from './decision.ts';
import type { Observation, ObservedKey, ObservedReplica, ObservedVersion, Want } from './observation.ts';
import { type Intent, NO_BASE, type StoredValue } from './stored-value.ts';
import { STEADY } from './table/steady.ts';
import { intentToken } from './token.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-01T00:00:00Z');
const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ml/aml-AbCdEf';
const [OLD, NEW, ODD, FOURTH] = ['AKIAOLD', 'AKIANEW', 'AKIAODD', 'AKIA4TH'].map((id) =>
  id.padEnd(20, '0'),
) as [string, string, string, string];

const target = accessKey({
  user: 'AML@Packt',
  secret: 'ml/aml',
  every: '60d',
  consumers: { cacheTtl: '1h', longestJob: '11h', slowestPeriod: '1d' },
});

function keyValue(accessKeyId: string, intentId?: string, fields: Record<string, unknown> = {}): StoredValue {
  const value = { kind: 'key', accessKeyId, secretAccessKey: secret('s'), fields: secret(fields) } as const;
  return intentId === undefined ? value : { ...value, intentId };
}

function version(
  id: string,
  labels: string[],
  value: StoredValue,
  createdAt = NOW - 5 * MINUTE,
): ObservedVersion {
  return { id, labels, value, createdAt };
}

const listed = (id: string, status = 'Active', createdAt = NOW - 10 * DAY): ObservedKey => ({
  id,
  status,
  createdAt,
});

const intent = (over: Partial<Intent> = {}): Intent => ({
  kind: 'intent',
  holder: 'rival',
  at: NOW - MINUTE,
  deadline: NOW + 14 * MINUTE,
  knownKeyIds: [OLD],
  base: 'v-old',
  attempt: 0,
  ...over,
});

interface World {
  versions?: ObservedVersion[];
  keys?: ObservedKey[];
  identities?: Observation['identities'];
  lastUses?: Observation['lastUses'];
  want?: Want;
  taken?: string[];
  deletedAt?: number;
  laggingReplicas?: ObservedReplica[];
}

/** A secret that holds the user's one key, ten days old, unless the case says otherwise. */
function observation(world: World): Observation {
  const { versions = [steady], keys = [listed(OLD)], deletedAt, laggingReplicas = [] } = world;
  return {
    target,
    now: NOW,
    holder: 'me',
    want: world.want ?? 'due',
    secret: { arn: ARN, laggingReplicas, versions, ...(deletedAt === undefined ? {} : { deletedAt }) },
    keys,
    taken: world.taken ?? [],
    identities: world.identities ?? {},
    lastUses: world.lastUses ?? {},
  };
}

const steady = version('v-old', ['AWSCURRENT'], keyValue(OLD));
const pendingOf = (value: StoredValue, age = MINUTE): ObservedVersion =>
  version('v-new', ['AWSPENDING'], value, NOW - age);
const pending = pendingOf(keyValue(NEW, 'v-intent'));
const stale = pendingOf(keyValue(NEW, 'v-intent'), 3 * HOUR);
const both = [listed(OLD), listed(NEW)];
const expired = (over: Partial<Intent> = {}): ObservedVersion =>
  version(
    'v-intent',
    ['LEASTWISE_INTENT'],
    intent({ at: NOW - 3 * HOUR, deadline: NOW - 2 * HOUR, ...over }),
    NOW - 3 * HOUR,
  );
const orphan = (status = 'Active', createdAt = NOW - 3 * HOUR + 2_000): ObservedKey =>
  listed(ODD, status, createdAt);
const promoted = version('v-new', ['AWSCURRENT', 'AWSPENDING'], keyValue(NEW, 'v-intent'));
const settled = version('v-new', ['AWSCURRENT'], keyValue(NEW, 'v-intent'));
const stamp = (name: string, age: number): string => `${name}_${(NOW - age) / 1_000}`;
const previous = (...labels: string[]): ObservedVersion =>
  version('v-old', ['AWSPREVIOUS', ...labels], keyValue(OLD));

interface Case {
  readonly claim: string;
  readonly row: string;
  readonly world: World;
  readonly decision: Partial<Record<string, unknown>>;
}
const at = (when: number, what: string): { what: string; at: number } => ({ what, at: when });

const CASES: readonly Case[] = [
  {
    claim: 'touches nothing of a secret that is scheduled for deletion',
    row: 'secret scheduled for deletion',
    world: { deletedAt: NOW - DAY, versions: [], keys: [] },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'reports more than two keys and never guesses',
    row: 'more than two keys',
    world: { keys: [listed(OLD), listed(NEW), listed(ODD)] },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'reports an expired key',
    row: 'a key that is neither Active nor Inactive',
    world: { keys: [listed(OLD, 'Expired')] },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'refuses a secret that holds something else',
    row: 'current version of another shape',
    world: { versions: [version('v-old', ['AWSCURRENT'], { kind: 'other' })] },
    decision: { refuse: 'NOT_A_KEY' },
  },
  {
    claim: 'is busy while another holder announces a key',
    row: 'live intent of another holder',
    world: { versions: [steady, version('v-intent', ['LEASTWISE_INTENT'], intent())] },
    decision: { stop: 'busy', next: at(NOW + 14 * MINUTE, 'look again') },
  },
  {
    claim: 'leaves even a pending key to the holder of a live intent',
    row: 'live intent of another holder',
    world: { versions: [steady, pending, version('v-intent', ['LEASTWISE_INTENT'], intent())], keys: both },
    decision: { stop: 'busy' },
  },
  {
    claim: 'waits for its own announcement to expire where nothing came of it',
    row: 'own live intent, nothing pending',
    world: { versions: [steady, version('v-intent', ['LEASTWISE_INTENT'], intent({ holder: 'me' }))] },
    decision: { stop: 'waiting', next: at(NOW + 14 * MINUTE, 'look whether it was created') },
  },
  {
    claim: 'announces again once an announcement expired and no key came of it',
    row: 'intent expired, no unknown key',
    world: { versions: [steady, expired({ attempt: 2 })] },
    decision: { do: 'mint', base: 'v-old', attempt: 3 },
  },
  {
    claim: 'takes the label off a pending version without a value',
    row: 'pending version without a value',
    world: { versions: [steady, pendingOf({ kind: 'nothing' })] },
    decision: { do: 'unlabel', label: 'AWSPENDING', versionId: 'v-new' },
  },
  {
    claim: 'does not give up a pending version whose value was stored just now',
    row: 'pending version without a value',
    world: {
      versions: [
        steady,
        pendingOf({ kind: 'nothing' }),
        version('v-intent', ['LEASTWISE_INTENT'], intent({ holder: 'me' })),
      ],
    },
    decision: { stop: 'waiting', next: at(NOW + 5 * MINUTE, 'read it again') },
  },
  {
    claim: 'reports a pending version that holds something else',
    row: 'pending version that holds no access key',
    world: { versions: [steady, pendingOf({ kind: 'other' })] },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'reactivates a pending key',
    row: 'pending, key Inactive',
    world: { versions: [steady, pending], keys: [listed(OLD), listed(NEW, 'Inactive')] },
    decision: { do: 'activate', keyId: NEW },
  },
  {
    claim: 'takes AWSPENDING off a version that holds the current key, and never throws that key away',
    row: 'pending version that holds the current key',
    world: { versions: [steady, pendingOf(keyValue(OLD, 'v-intent'), 3 * HOUR)] },
    decision: { do: 'unlabel', label: 'AWSPENDING', versionId: 'v-new' },
  },
  {
    claim: 'gives a pending key what was edited beside the current one meanwhile',
    row: 'pending, other fields than the current version',
    world: {
      versions: [version('v-old', ['AWSCURRENT'], keyValue(OLD, undefined, { bucket: 'edited' })), pending],
      keys: both,
    },
    decision: { do: 'refresh', keyId: NEW, versionId: 'v-new', from: 'v-old' },
  },
  {
    claim: 'leaves a pending version alone that somebody else stored, whatever stands beside its key',
    row: 'pending, key Active',
    world: {
      versions: [
        version('v-old', ['AWSCURRENT'], keyValue(OLD, undefined, { a: 1 })),
        pendingOf(keyValue(NEW)),
      ],
      keys: both,
      identities: { [NEW]: 'works' },
    },
    decision: { do: 'promote', versionId: 'v-new', from: 'v-old' },
  },
  {
    claim: 'never discards a pending key that was current once',
    row: 'pending, key Active',
    world: {
      versions: [
        settled,
        version('v-again', ['AWSPENDING'], keyValue(OLD, 'v-i'), NOW - 3 * HOUR),
        previous(),
      ],
      keys: both,
      identities: { [OLD]: 'refused' },
    },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'proves a pending key before anything else',
    row: 'pending, key Active',
    world: { versions: [steady, pending], keys: both },
    decision: { look: 'identity', versionId: 'v-new', keyId: NEW, as: 'proof' },
  },
  {
    claim: 'promotes a proven key from the version that was seen as current',
    row: 'pending, key Active',
    world: { versions: [steady, pending], keys: both, identities: { [NEW]: 'works' } },
    decision: { do: 'promote', versionId: 'v-new', from: 'v-old' },
  },
  {
    claim: 'promotes a first key from no version',
    row: 'pending, key Active',
    world: { versions: [pending], keys: [listed(NEW)], identities: { [NEW]: 'works' } },
    decision: { do: 'promote', versionId: 'v-new' },
  },
  {
    claim: 'refuses a pending key of another user',
    row: 'pending, key Active',
    world: {
      versions: [steady, pending],
      keys: both,
      identities: { [NEW]: { arn: 'arn:aws:iam::111122223333:user/eve' } },
    },
    decision: { refuse: 'FOREIGN_KEY' },
  },
  {
    claim: 'waits for a pending key that does not verify yet',
    row: 'pending, key Active',
    world: { versions: [steady, pending], keys: both, identities: { [NEW]: 'refused' } },
    decision: { stop: 'waiting', next: at(NOW + 5 * MINUTE, 'verify the new key again') },
  },
  {
    claim: 'discards a pending key that never verified in two hours',
    row: 'pending, key Active',
    world: { versions: [steady, stale], keys: both, identities: { [NEW]: 'refused' } },
    decision: { do: 'discard', versionId: 'v-new', keyId: NEW },
  },
  {
    claim: 'never discards a pending key that it did not create',
    row: 'pending, key Active',
    world: {
      versions: [steady, pendingOf(keyValue(NEW), 3 * HOUR)],
      keys: both,
      identities: { [NEW]: 'refused' },
    },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'asks STS about a pending key that a stale list does not show',
    row: 'pending key missing from the list',
    world: { versions: [steady, pending] },
    decision: { look: 'identity', versionId: 'v-new', keyId: NEW, as: 'proof' },
  },
  {
    claim: 'keeps a missing pending key for two hours',
    row: 'pending key missing from the list',
    world: { versions: [steady, pending], identities: { [NEW]: 'refused' } },
    decision: { stop: 'waiting' },
  },
  {
    claim: 'only takes the label off for a pending key that is gone',
    row: 'pending key missing from the list',
    world: { versions: [steady, stale], identities: { [NEW]: 'refused' } },
    decision: { do: 'discard', versionId: 'v-new' },
  },
  {
    claim: 'asks STS about a current key that the list does not show',
    row: 'current key missing from the list or Inactive, not looked at',
    world: { keys: [] },
    decision: { look: 'identity', versionId: 'v-old', keyId: OLD, as: 'check' },
  },
  {
    claim: "refuses a root user's key",
    row: "current key is somebody else's",
    world: { keys: [], identities: { [OLD]: { arn: 'arn:aws:iam::111122223333:root' } } },
    decision: { refuse: 'ROOT_KEY' },
  },
  {
    claim: 'refuses the key of another user',
    row: "current key is somebody else's",
    world: { keys: [], identities: { [OLD]: { arn: 'arn:aws:iam::111122223333:user/eve' } } },
    decision: { refuse: 'FOREIGN_KEY' },
  },
  {
    claim: 'takes a current key that STS accepts for present, whatever the list says',
    row: 'steady, not due',
    world: { keys: [], identities: { [OLD]: 'works' } },
    decision: { stop: 'idle' },
  },
  {
    claim: 'reactivates the current key with an alarm',
    row: 'current key Inactive',
    world: { keys: [listed(OLD, 'Inactive')], identities: { [OLD]: 'refused' } },
    decision: { do: 'activate', keyId: OLD, alarm: expect.any(String) as unknown },
  },
  {
    claim: 'reactivates the previous key where the current one was deleted',
    row: 'current key gone, another stored key left',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      keys: [listed(OLD, 'Inactive')],
      identities: { [NEW]: 'refused' },
    },
    decision: { do: 'activate', keyId: OLD, alarm: expect.any(String) as unknown },
  },
  {
    claim: 'proves the previous key before swapping back',
    row: 'current key gone, another stored key left',
    world: { versions: [settled, previous()], identities: { [NEW]: 'refused' } },
    decision: { look: 'identity', keyId: OLD, versionId: 'v-old', as: 'proof' },
  },
  {
    claim: 'swaps back to a previous key that works',
    row: 'current key gone, another stored key left',
    world: { versions: [settled, previous()], identities: { [NEW]: 'refused', [OLD]: 'works' } },
    decision: { do: 'promote', versionId: 'v-old', from: 'v-new' },
  },
  {
    claim: 'keeps what was edited beside the current key when it swaps back',
    row: 'current key gone, another stored key left',
    world: {
      versions: [
        version('v-new', ['AWSCURRENT'], keyValue(NEW, 'v-intent', { bucket: 'edited' })),
        previous(),
      ],
      identities: { [NEW]: 'refused' },
    },
    decision: { do: 'refresh', keyId: OLD, versionId: 'v-old', from: 'v-new' },
  },
  {
    claim: 'rotates by force where the previous key does not work either',
    row: 'nothing stored works',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      identities: { [NEW]: 'refused', [OLD]: 'refused' },
    },
    decision: { do: 'mint', base: 'v-new', attempt: 0 },
  },
  {
    claim: 'does not take a stale stamp on another version of the current key for a later retirement',
    row: 'stamps of the current key',
    world: {
      versions: [version('v-edited', ['AWSCURRENT'], keyValue(OLD)), previous(stamp('RETIRED', DAY))],
    },
    decision: { do: 'unlabel', label: stamp('RETIRED', DAY), versionId: 'v-old' },
  },
  {
    claim: 'clears the stamps of a key that is current again',
    row: 'stamps of the current key',
    world: { versions: [version('v-old', ['AWSCURRENT', 'RETIRED_1'], keyValue(OLD))] },
    decision: { do: 'unlabel', label: 'RETIRED_1', versionId: 'v-old' },
  },
  {
    claim: 'stamps the previous key right after the promotion',
    row: 'promoted, no RETIRED stamp',
    world: { versions: [promoted, previous()], keys: both },
    decision: { do: 'label', label: `RETIRED_${NOW / 1_000}`, versionId: 'v-old' },
  },
  {
    claim: 'waits for replicas before it takes AWSPENDING off',
    row: 'promoted, replicas behind',
    world: {
      versions: [promoted, previous(stamp('RETIRED', 0))],
      keys: both,
      laggingReplicas: [{ region: 'eu-central-1', status: 'InProgress' }],
    },
    decision: { stop: 'waiting' },
  },
  {
    claim: 'keeps the previous key for as long as a copy in another region is behind',
    row: 'promoted, replicas behind',
    world: {
      versions: [settled, previous(stamp('RETIRED', 2 * DAY))],
      keys: both,
      lastUses: { [OLD]: 'never' },
      laggingReplicas: [{ region: 'eu-central-1', status: 'InProgress' }],
    },
    decision: { stop: 'waiting' },
  },
  {
    claim: 'says which copy failed, why, and what mends it',
    row: 'promoted, replicas behind',
    world: {
      versions: [settled, previous(stamp('RETIRED', 2 * DAY))],
      keys: both,
      laggingReplicas: [{ region: 'eu-central-1', status: 'Failed', message: 'no such KMS key' }],
    },
    decision: {
      stop: 'blocked',
      reason: expect.stringContaining('eu-central-1 (no such KMS key)') as unknown,
      remedy: { call: { operation: 'ReplicateSecretToRegions' } },
    },
  },
  {
    claim: 'takes AWSPENDING off the version that became current',
    row: 'promoted, AWSPENDING left',
    world: { versions: [promoted, previous(stamp('RETIRED', 0))], keys: both },
    decision: { do: 'unlabel', label: 'AWSPENDING', versionId: 'v-new' },
  },
  {
    claim: 'clears an announcement that has served',
    row: 'spent intent',
    world: { versions: [settled, previous(stamp('RETIRED', 0)), expired()], keys: both },
    decision: { do: 'unlabel', label: 'LEASTWISE_INTENT', versionId: 'v-intent' },
  },
  {
    claim: 'clears the mark of a withdrawn announcement before the announcement',
    row: 'spent intent',
    world: {
      versions: [settled, version('v-w', ['LEASTWISE_WITHDRAWN'], intent()), expired()],
      keys: [listed(NEW)],
    },
    decision: { do: 'unlabel', label: 'LEASTWISE_WITHDRAWN', versionId: 'v-w' },
  },
  {
    claim: 'waits two hours with an orphan',
    row: 'orphan',
    world: {
      versions: [
        steady,
        version('v-intent', ['LEASTWISE_INTENT'], intent({ deadline: NOW - 1 }), NOW - HOUR),
      ],
      keys: [listed(OLD), orphan('Active', NOW - HOUR + 2_000)],
    },
    decision: { stop: 'waiting', next: at(NOW + HOUR + 2_000, 'deactivate it if nobody has used it') },
  },
  {
    claim: 'looks at the last use of an orphan',
    row: 'orphan',
    world: { versions: [steady, expired()], keys: [listed(OLD), orphan()] },
    decision: { look: 'last-use', keyId: ODD },
  },
  {
    claim: 'deactivates an orphan that was never used, and leaves the rest to a later run',
    row: 'orphan',
    world: {
      versions: [steady, expired()],
      keys: [listed(OLD), orphan()],
      lastUses: { [ODD]: 'never' },
    },
    decision: { do: 'deactivate', keyId: ODD, last: true },
  },
  {
    claim: 'leaves an orphan alone whose last use cannot be read, and names the permission',
    row: 'orphan',
    world: {
      versions: [steady, expired()],
      keys: [listed(OLD), orphan()],
      lastUses: { [ODD]: 'unreadable' },
    },
    decision: {
      stop: 'blocked',
      reason: expect.stringContaining('iam:GetAccessKeyLastUsed') as unknown,
    },
  },
  {
    claim: 'deletes an inactive orphan',
    row: 'orphan',
    world: {
      versions: [steady, expired()],
      keys: [listed(OLD), orphan('Inactive')],
      lastUses: { [ODD]: 'never' },
    },
    decision: { do: 'delete', keyId: ODD },
  },
  ...(
    [
      ['that was used', { lastUses: { [ODD]: { at: NOW - HOUR, service: 's3', region: 'eu-west-1' } } }],
      ['that was there before', { versions: [steady, expired({ knownKeyIds: [OLD, ODD] })] }],
      ['that is older than the announcement', { keys: [listed(OLD), orphan('Active', NOW - 4 * HOUR)] }],
      [
        'that is a minute younger than the announcement',
        { keys: [listed(OLD), orphan('Active', NOW - 3 * HOUR + 61_000)] },
      ],
      [
        'that is one of two candidates',
        { versions: [expired({ base: NO_BASE })], keys: [orphan(), listed(FOURTH)] },
      ],
      [
        'after the announcement was withdrawn',
        { versions: [steady, { ...expired(), labels: ['LEASTWISE_INTENT', 'LEASTWISE_WITHDRAWN'] }] },
      ],
      ['that no announcement explains', { versions: [steady] }],
    ] as const satisfies readonly (readonly [string, World])[]
  ).map(([which, world]) => ({
    claim: `never touches an unknown key ${which}`,
    row: 'unknown key',
    world: {
      versions: [steady, expired()],
      keys: [listed(OLD), orphan()],
      lastUses: { [ODD]: 'never' as const },
      ...(world as World),
    },
    decision: { stop: 'blocked' },
  })),
  {
    claim: 'leaves the previous key active during the grace period',
    row: 'both Active, RETIRED present',
    world: { versions: [settled, previous(stamp('RETIRED', HOUR))], keys: both },
    decision: { stop: 'waiting', next: at(NOW + 11 * HOUR, 'deactivate the previous key') },
  },
  {
    claim: 'counts the grace period from the later of two stamps',
    row: 'both Active, RETIRED present',
    world: { versions: [settled, previous(stamp('RETIRED', DAY), stamp('RETIRED', HOUR))], keys: both },
    decision: { stop: 'waiting', next: at(NOW + 11 * HOUR, 'deactivate the previous key') },
  },
  {
    claim: 'looks at the last use of the previous key after the grace period',
    row: 'both Active, RETIRED present',
    world: { versions: [settled, previous(stamp('RETIRED', DAY))], keys: both },
    decision: { look: 'last-use', keyId: OLD },
  },
  {
    claim: 'says who still uses the previous key',
    row: 'both Active, RETIRED present',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      keys: both,
      lastUses: { [OLD]: { at: NOW - HOUR, service: 's3', region: 'eu-west-1' } },
    },
    decision: {
      stop: 'in-use',
      reason: expect.stringContaining('for s3 in eu-west-1') as unknown,
      next: at(NOW + 23 * HOUR, 'deactivate the previous key'),
    },
  },
  {
    claim: 'never takes a failed read for never used',
    row: 'both Active, RETIRED present',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      keys: both,
      lastUses: { [OLD]: 'unreadable' },
    },
    decision: { stop: 'blocked' },
  },
  {
    claim: 'deactivates a previous key that was quiet',
    row: 'both Active, RETIRED present',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      keys: both,
      lastUses: { [OLD]: { at: NOW - DAY, service: 's3', region: 'eu-west-1' } },
    },
    decision: { do: 'deactivate', keyId: OLD },
  },
  {
    claim: 'stamps an inactive previous key',
    row: 'Inactive, no DISABLED stamp',
    world: {
      versions: [settled, previous(stamp('RETIRED', DAY))],
      keys: [listed(OLD, 'Inactive'), listed(NEW)],
    },
    decision: { do: 'label', label: `DISABLED_${NOW / 1_000}`, versionId: 'v-old' },
  },
  {
    claim: 'keeps an inactive key for the recovery period',
    row: 'Inactive, DISABLED present',
    world: {
      versions: [settled, previous(stamp('DISABLED', DAY))],
      keys: [listed(OLD, 'Inactive'), listed(NEW)],
    },
    decision: { stop: 'waiting', next: at(NOW + 6 * DAY, 'delete the previous key') },
  },
  {
    claim: 'deletes an inactive key after the recovery period',
    row: 'Inactive, DISABLED present',
    world: {
      versions: [settled, previous(stamp('DISABLED', 7 * DAY))],
      keys: [listed(OLD, 'Inactive'), listed(NEW)],
    },
    decision: { do: 'delete', keyId: OLD },
  },
  {
    claim: 'clears the stamps of a deleted key',
    row: 'stamps of a deleted key',
    world: {
      versions: [settled, previous(stamp('RETIRED', 9 * DAY), stamp('DISABLED', 8 * DAY))],
      keys: [listed(NEW)],
    },
    decision: { do: 'unlabel', label: stamp('RETIRED', 9 * DAY), versionId: 'v-old' },
  },
  {
    claim: 'announces the first key',
    row: 'no current key',
    world: { versions: [], keys: [] },
    decision: { do: 'mint', base: NO_BASE, attempt: 0 },
  },
  {
    claim: 'takes an announcement that became current for no key',
    row: 'no current key',
    world: {
      versions: [
        {
          ...expired({ base: NO_BASE, knownKeyIds: [] }),
          labels: ['AWSCURRENT', 'LEASTWISE_INTENT', 'LEASTWISE_WITHDRAWN'],
        },
      ],
      keys: [],
    },
    decision: { do: 'mint', base: NO_BASE, attempt: 1 },
  },
  {
    claim: 'creates a new key where no stored one works',
    row: 'nothing stored works',
    world: { keys: [], identities: { [OLD]: 'refused' } },
    decision: { do: 'mint', base: 'v-old', attempt: 0 },
  },
  {
    claim: 'rotates when told to',
    row: 'steady, a new key asked for',
    world: { want: 'now' },
    decision: { do: 'mint', base: 'v-old', attempt: 0 },
  },
  {
    claim: 'rotates when due',
    row: 'steady, due',
    world: { keys: [listed(OLD, 'Active', NOW - 60 * DAY)] },
    decision: { do: 'mint', base: 'v-old', attempt: 0 },
  },
  {
    claim: 'skips version ids that exist',
    row: 'steady, a new key asked for',
    world: { want: 'now', taken: [intentToken(ARN, 'v-old', 0), intentToken(ARN, 'v-old', 1)] },
    decision: { do: 'mint', base: 'v-old', attempt: 2 },
  },
  {
    claim: 'begins nothing when it is only to finish what is under way',
    row: 'nothing under way, and nothing to be begun',
    world: { want: 'nothing', keys: [listed(OLD, 'Active', NOW - 60 * DAY)] },
    decision: { stop: 'idle' },
  },
  {
    claim: 'is idle until the key is due',
    row: 'steady, not due',
    world: {},
    decision: { stop: 'idle', next: at(NOW + 50 * DAY, 'create a new key') },
  },
];

describe('the table of states', () => {
  test.each(CASES)('$claim', ({ row, world, decision }) => {
    const decided: { observed: string; decision: Decision } = decide(observation(world));
    expect(decided.observed).toBe(row);
    expect(decided.decision).toMatchObject(decision);
    // What is not expected is not there: a step that names more than it should would act on it.
    if ('do' in decision) expect(Object.keys(decided.decision).sort()).toEqual(Object.keys(decision).sort());
  });

  test('has a case for every row', () => {
    const rows = [...TABLE, STEADY].map(({ observed }) => observed);
    expect(rows.filter((row) => !CASES.some((each) => each.row === row))).toEqual([]);
  });
});
