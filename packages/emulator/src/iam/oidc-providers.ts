import type * as iam from '../../generated/iam.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { missing } from './entities.ts';
import type { OidcProvider } from './entity-state.ts';
import { QUOTAS } from './quotas.ts';
import { addTags, listTags, newTags, removeTags, tagsOutput } from './tags.ts';

/**
 * Thumbprints that are left out AWS fetches from the provider; here none are fetched, and the list stays empty.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export function createOidcProvider(
  input: iam.CreateOpenIDConnectProviderRequest,
  context: Context,
): iam.CreateOpenIDConnectProviderResponse {
  const { oidcProviders, id: account } = context.account;
  const url = hostAndPath(input.Url);
  const arn = `arn:aws:iam::${account}:oidc-provider/${url}`;
  if (oidcProviders.has(arn)) {
    throw new Refusal('EntityAlreadyExists', `Provider with url ${input.Url} already exists.`);
  }
  if (oidcProviders.size >= QUOTAS.oidcProviders) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for OpenIdConnectProvidersPerAccount: ${QUOTAS.oidcProviders}`,
    );
  }
  const provider: OidcProvider = {
    arn,
    url,
    created: context.now,
    clientIds: [],
    thumbprints: checkedThumbprints(input.ThumbprintList ?? []),
    tags: newTags(input.Tags),
  };
  for (const clientId of input.ClientIDList ?? []) addClientId(provider, clientId);
  oidcProviders.set(arn, provider);
  return { OpenIDConnectProviderArn: arn, Tags: tagsOutput(provider.tags) };
}

/** The URL of a provider without its scheme, as ARNs and trust policies have it. */
function hostAndPath(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || parsed.search !== '' || parsed.hash !== '' || parsed.port !== '') {
    throw new Refusal(
      'InvalidInput',
      'Invalid Open ID Connect Provider URL: it must begin with https:// and have no port, query or fragment.',
    );
  }
  return `${parsed.host}${parsed.pathname.replace(/\/$/, '')}`;
}

function checkedThumbprints(thumbprints: readonly string[]): readonly string[] {
  if (thumbprints.length > QUOTAS.thumbprintsPerOidcProvider) {
    throw new Refusal(
      'InvalidInput',
      `Thumbprint list must contain fewer than ${QUOTAS.thumbprintsPerOidcProvider} entries.`,
    );
  }
  return [...thumbprints];
}

function addClientId({ clientIds }: OidcProvider, clientId: string): void {
  if (clientIds.includes(clientId)) return;
  if (clientIds.length >= QUOTAS.clientIdsPerOidcProvider) {
    throw new Refusal(
      'LimitExceeded',
      `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${QUOTAS.clientIdsPerOidcProvider}`,
    );
  }
  clientIds.push(clientId);
}

export function getOidcProvider(
  input: iam.GetOpenIDConnectProviderRequest,
  context: Context,
): iam.GetOpenIDConnectProviderResponse {
  const provider = findProvider(context, input.OpenIDConnectProviderArn);
  return {
    Url: provider.url,
    ClientIDList: provider.clientIds,
    ThumbprintList: provider.thumbprints,
    CreateDate: provider.created,
    Tags: tagsOutput(provider.tags),
  };
}

export function listOidcProviders(
  _: iam.ListOpenIDConnectProvidersRequest,
  { account }: Context,
): iam.ListOpenIDConnectProvidersResponse {
  return {
    OpenIDConnectProviderList: Array.from(account.oidcProviders.keys(), (Arn) => ({ Arn })),
  };
}

/** Adding a client id again changes nothing. */
export function addClientIdToOidcProvider(
  input: iam.AddClientIDToOpenIDConnectProviderRequest,
  context: Context,
): void {
  addClientId(findProvider(context, input.OpenIDConnectProviderArn), input.ClientID);
}

/** Removing a client id that is not there changes nothing. */
export function removeClientIdFromOidcProvider(
  input: iam.RemoveClientIDFromOpenIDConnectProviderRequest,
  context: Context,
): void {
  const { clientIds } = findProvider(context, input.OpenIDConnectProviderArn);
  const at = clientIds.indexOf(input.ClientID);
  if (at >= 0) clientIds.splice(at, 1);
}

export function updateOidcProviderThumbprint(
  input: iam.UpdateOpenIDConnectProviderThumbprintRequest,
  context: Context,
): void {
  findProvider(context, input.OpenIDConnectProviderArn).thumbprints = checkedThumbprints(
    input.ThumbprintList,
  );
}

/** Deleting a provider that is not there is no mistake. */
export function deleteOidcProvider(
  input: iam.DeleteOpenIDConnectProviderRequest,
  { account }: Context,
): void {
  account.oidcProviders.delete(input.OpenIDConnectProviderArn);
}

export function tagOidcProvider(input: iam.TagOpenIDConnectProviderRequest, context: Context): void {
  addTags(findProvider(context, input.OpenIDConnectProviderArn).tags, input.Tags);
}

export function untagOidcProvider(input: iam.UntagOpenIDConnectProviderRequest, context: Context): void {
  removeTags(findProvider(context, input.OpenIDConnectProviderArn).tags, input.TagKeys);
}

export function listOidcProviderTags(
  input: iam.ListOpenIDConnectProviderTagsRequest,
  context: Context,
): iam.ListOpenIDConnectProviderTagsResponse {
  return listTags(findProvider(context, input.OpenIDConnectProviderArn).tags, input);
}

function findProvider({ account }: Context, arn: string): OidcProvider {
  return account.oidcProviders.get(arn) ?? missing(`OpenIDConnect Provider not found for arn ${arn}`);
}
