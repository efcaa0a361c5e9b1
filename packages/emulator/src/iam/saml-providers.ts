import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { missing } from './entities.ts';
import type { SamlProvider } from './entity-state.ts';
import { QUOTAS } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

/** In milliseconds: how long metadata is good for that does not say so itself. */
const HUNDRED_YEARS = 100 * 365 * 24 * 60 * 60 * 1000;
const ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
export function createSamlProvider(
  input: iam.CreateSAMLProviderRequest,
  context: Context,
): iam.CreateSAMLProviderResponse {
  const { samlProviders, id: account } = context.account;
  const arn = `arn:aws:iam::${account}:saml-provider/${input.Name}`;
  if (samlProviders.has(arn)) {
    throw new Refusal('EntityAlreadyExists', `SAMLProvider with name ${input.Name} already exists.`);
  }
  if (samlProviders.size >= QUOTAS.samlProviders) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for SAMLProvidersPerAccount: ${QUOTAS.samlProviders}`,
    );
  }
  const provider: SamlProvider = {
    arn,
    name: input.Name,
    id: newId(context),
    created: context.now,
    metadata: checkedMetadata(input.SAMLMetadataDocument),
    encryption: input.AssertionEncryptionMode,
    privateKeys: [],
    tags: newTags(input.Tags),
  };
  if (input.AddPrivateKey !== undefined) addPrivateKey(provider, context);
  samlProviders.set(arn, provider);
  return { SAMLProviderArn: arn, Tags: tagsOutput(provider.tags) };
}

function newId({ ids }: Context): string {
  return ids.text(32, ID_CHARACTERS);
}

/** Metadata describes an identity provider with its signing certificate. */
function checkedMetadata(metadata: string): string {
  const describes = ['EntityDescriptor', 'IDPSSODescriptor', 'X509Certificate'].every((name) =>
    new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>/]`).test(metadata),
  );
  if (!describes) throw new Refusal('InvalidInput', 'Could not parse metadata');
  return metadata;
}

function addPrivateKey(provider: SamlProvider, context: Context): void {
  if (provider.privateKeys.length >= QUOTAS.privateKeysPerSamlProvider) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for PrivateKeysPerSAMLProvider: ${QUOTAS.privateKeysPerSamlProvider}`,
    );
  }
  provider.privateKeys.push({ id: newId(context), added: context.now });
}

export function getSamlProvider(
  input: iam.GetSAMLProviderRequest,
  context: Context,
): iam.GetSAMLProviderResponse {
  const provider = findProvider(context, input.SAMLProviderArn);
  return {
    SAMLProviderUUID: provider.id,
    SAMLMetadataDocument: provider.metadata,
    CreateDate: provider.created,
    ValidUntil: validUntil(provider),
    Tags: tagsOutput(provider.tags),
    AssertionEncryptionMode: provider.encryption,
    PrivateKeyList: provider.privateKeys.map(({ id, added }) => ({ KeyId: id, Timestamp: added })),
  };
}

function validUntil({ metadata, created }: SamlProvider): number {
  const [, written = ''] = /\svalidUntil\s*=\s*["']([^"']*)["']/.exec(metadata) ?? [];
  const until = Date.parse(written);
  return Number.isNaN(until) ? created + HUNDRED_YEARS : until;
}

export function listSamlProviders(
  _: iam.ListSAMLProvidersRequest,
  { account }: Context,
): iam.ListSAMLProvidersResponse {
  return {
    SAMLProviderList: Array.from(account.samlProviders.values(), (provider) => ({
      Arn: provider.arn,
      ValidUntil: validUntil(provider),
      CreateDate: provider.created,
    })),
  };
}

export function updateSamlProvider(
  input: iam.UpdateSAMLProviderRequest,
  context: Context,
): iam.UpdateSAMLProviderResponse {
  const provider = findProvider(context, input.SAMLProviderArn);
  const metadata = input.SAMLMetadataDocument;
  if (metadata !== undefined) provider.metadata = checkedMetadata(metadata);
  provider.encryption = input.AssertionEncryptionMode ?? provider.encryption;
  if (input.RemovePrivateKey !== undefined) removePrivateKey(provider, input.RemovePrivateKey);
  if (input.AddPrivateKey !== undefined) addPrivateKey(provider, context);
  return { SAMLProviderArn: provider.arn };
}

function removePrivateKey({ privateKeys, arn }: SamlProvider, keyId: string): void {
  const at = privateKeys.findIndex(({ id }) => id === keyId);
  if (at < 0) missing(`Private key ${keyId} not found for arn ${arn}`);
  privateKeys.splice(at, 1);
}

export function deleteSamlProvider(input: iam.DeleteSAMLProviderRequest, context: Context): void {
  context.account.samlProviders.delete(findProvider(context, input.SAMLProviderArn).arn);
}

export function tagSamlProvider(input: iam.TagSAMLProviderRequest, context: Context): void {
  addTags(findProvider(context, input.SAMLProviderArn).tags, input.Tags);
}

export function untagSamlProvider(input: iam.UntagSAMLProviderRequest, context: Context): void {
  removeTags(findProvider(context, input.SAMLProviderArn).tags, input.TagKeys);
}

export function listSamlProviderTags(
  input: iam.ListSAMLProviderTagsRequest,
  context: Context,
): iam.ListSAMLProviderTagsResponse {
  return listTags(findProvider(context, input.SAMLProviderArn).tags, input);
}

function findProvider({ account }: Context, arn: string): SamlProvider {
  return account.samlProviders.get(arn) ?? missing(`Manifest not found for arn ${arn}`);
}
