import { secret } from '@leastwise/core';
import type { Step } from './decision.ts';
import { CURRENT, INTENT, PENDING, PREVIOUS, withLabel } from './labels.ts';
import type { ObservedKey, ObservedVersion } from './observation.ts';
import { asKeyVersion, type Situation } from './situation.ts';
import type { Intent, StoredKey } from './stored-value.ts';
import { intentToken, keyToken } from './token.ts';

/** What stands for the id of a key that does not exist yet. */
export const NEW_KEY = '<the new key>';

/** The part of an observation that a step changes. */
export interface World {
  readonly versions: readonly ObservedVersion[];
  readonly keys: readonly ObservedKey[];
}

/** What a step leaves where nothing goes wrong and nobody interferes; a version without a label is not observed. Pure. */
export function predict(s: Situation, step: Step): World {
  const { versions, keys } = after(s, step);
  return { keys, versions: versions.filter(({ labels }) => labels.length > 0) };
}

function after(s: Situation, step: Step): World {
  const { versions } = s.secret;
  const { keys } = s;
  switch (step.do) {
    case 'mint':
      return mint(s, step);
    case 'activate':
      return { versions, keys: withStatus(keys, step.keyId, 'Active') };
    case 'deactivate':
      return { versions, keys: withStatus(keys, step.keyId, 'Inactive') };
    case 'delete':
      return { versions, keys: keys.filter(({ id }) => id !== step.keyId) };
    case 'discard':
      return {
        versions: withLabel(versions, PENDING, undefined),
        keys: keys.filter(({ id }) => id !== step.keyId),
      };
    case 'refresh':
      return { keys, versions: refresh(s, step) };
    case 'promote':
      return {
        keys,
        versions: withLabel(withLabel(versions, CURRENT, step.versionId), PREVIOUS, step.from),
      };
    case 'label':
      return { keys, versions: withLabel(versions, step.label, step.versionId) };
    case 'unlabel':
      return { keys, versions: withLabel(versions, step.label, undefined) };
  }
}

function mint(s: Situation, { base, attempt }: Extract<Step, { do: 'mint' }>): World {
  const { secret: stored, now, holder, current } = s;
  const intent: Intent = {
    ...{ kind: 'intent', holder, at: now, deadline: now, base, attempt },
    knownKeyIds: s.keys.map(({ id }) => id),
  };
  const intentId = intentToken(stored.arn, base, attempt);
  const key: StoredKey = {
    ...{ kind: 'key', accessKeyId: NEW_KEY, secretAccessKey: secret('') },
    ...{ intentId, fields: current?.value.fields ?? secret({}) },
  };
  const announced = put(stored.versions, { id: intentId, labels: [INTENT], createdAt: now, value: intent });
  const pending = { id: keyToken(stored.arn, NEW_KEY), labels: [PENDING], createdAt: now, value: key };
  return {
    versions: put(announced, pending),
    keys: [...s.keys, { id: NEW_KEY, status: 'Active', createdAt: now }],
  };
}

function refresh(
  { secret: stored, current, now }: Situation,
  { keyId, versionId, from }: Extract<Step, { do: 'refresh' }>,
): readonly ObservedVersion[] {
  const version = stored.versions.find(({ id }) => id === versionId);
  const key = version && asKeyVersion(version);
  if (!key || !current) return stored.versions;
  const value = { ...key.value, fields: current.value.fields };
  const id = keyToken(stored.arn, keyId, from);
  return put(stored.versions, { id, labels: [PENDING], createdAt: now, value });
}

function withStatus(keys: readonly ObservedKey[], keyId: string, status: string): ObservedKey[] {
  return keys.map((key) => (key.id === keyId ? { ...key, status } : key));
}

function put(versions: readonly ObservedVersion[], added: ObservedVersion): ObservedVersion[] {
  const others = added.labels.reduce((rest, label) => withLabel(rest, label, undefined), versions);
  return [...others, added];
}
