import type * as sm from '../../generated/secrets-manager.js';
import type { Context } from '../context.ts';
import type { StoredSecret } from '../state.ts';
import { secretsHere } from './find.ts';
import { page } from './page.ts';
import { primaryRegion, replicasHere } from './replicas.ts';
import { secretOutput } from './secrets.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html */
export function listSecrets(input: sm.ListSecretsRequest, context: Context): sm.ListSecretsResponse {
  const { items, rest } = page(listedSecrets(input, context), input);
  return {
    SecretList: items.map((secret) => ({
      ...secretOutput(secret),
      SecretVersionsToStages: stagesOf(secret),
    })),
    ...rest,
  };
}

/** The region's secrets and copies that pass all filters, in order; the youngest first unless said otherwise. */
export function listedSecrets(
  { Filters: filters = [], IncludePlannedDeletion: withDeleted = false, ...order }: sm.ListSecretsRequest,
  context: Context,
): StoredSecret[] {
  const direction = order.SortOrder === 'asc' ? 1 : -1;
  const keyOf = SORT_KEYS[order.SortBy ?? 'created-date'] ?? created;
  return [...secretsHere(context).values(), ...replicasHere(context)]
    .filter((secret) => (withDeleted || !secret.deletes) && filters.every((filter) => passes(secret, filter)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -direction : keyOf(a) > keyOf(b) ? direction : 0));
}

const created = (secret: StoredSecret): number | string => secret.created;

const SORT_KEYS: Readonly<Record<string, (secret: StoredSecret) => number | string>> = {
  'created-date': created,
  'last-accessed-date': ({ accessed }) => accessed ?? 0,
  'last-changed-date': ({ changed }) => changed,
  name: ({ name }) => name,
};

function stagesOf({ versions }: StoredSecret): Record<string, readonly string[]> {
  return Object.fromEntries(
    Array.from(versions.values())
      .filter(({ stages }) => stages.length > 0)
      .map(({ id, stages }) => [id, [...stages]]),
  );
}

/** One of the values fits; a value that begins with `!` fits what the rest of it does not. */
function passes(secret: StoredSecret, { Key: key = 'all', Values: values = [] }: sm.Filter): boolean {
  return values.some((value) =>
    value.startsWith('!') ? !fits(secret, key, value.slice(1)) : fits(secret, key, value),
  );
}

/** Names and tags are compared from their beginning, by case; descriptions likewise, but without regard to case. */
function fits(secret: StoredSecret, key: string, value: string): boolean {
  switch (key) {
    case 'name':
      return secret.name.startsWith(value);
    case 'description':
      return secret.description?.toLowerCase().startsWith(value.toLowerCase()) ?? false;
    case 'tag-key':
      return [...secret.tags.keys()].some((tag) => tag.startsWith(value));
    case 'tag-value':
      return [...secret.tags.values()].some((tag) => tag.startsWith(value));
    case 'all':
      return holdsWords(secret, value);
    case 'primary-region':
      return primaryRegion(secret)?.startsWith(value) ?? false;
    default:
      // No service owns a secret here.
      return false;
  }
}

function holdsWords({ name, description = '', tags }: StoredSecret, value: string): boolean {
  const text = [name, description, ...tags.keys(), ...tags.values()].join('\n').toLowerCase();
  return value
    .toLowerCase()
    .split(/[\s/_+=.@!-]+/)
    .every((word) => text.includes(word));
}
