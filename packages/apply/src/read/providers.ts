import {
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import type { Caller } from '@leastwise/core';
import type { AccountOidcProvider, AccountSamlProvider } from '../account.ts';
import { compareText } from '../entity.ts';
import { present, tagsFrom } from './from-iam.ts';
import { forEach } from './pages.ts';
import { ifThere } from './if-there.ts';
import { isNamed, orElse, type Reader } from './reader.ts';

/** The identity providers of an account, each with a call of its own; of a stack that has none, none. */
export async function readOidcProviders(reader: Reader): Promise<readonly AccountOidcProvider[]> {
  const { caller, iam, scope } = reader;
  if (namesNone(reader, scope?.oidcProviders)) return [];
  const list = async (): Promise<readonly AccountOidcProvider[]> => {
    const { OpenIDConnectProviderList = [] } = await caller.read(
      iam,
      new ListOpenIDConnectProvidersCommand({}),
    );
    const arns = wantedOf(reader, scope?.oidcProviders, OpenIDConnectProviderList, OIDC);
    const found = await forEach(arns, (arn) => oidcProvider(reader, arn));
    return found.filter((each) => each !== undefined);
  };
  if (scope === undefined || scope.oidcProviders.length > 0) return list();
  return orElse(reader, list, 'the OpenID Connect providers were not read', async () => []);
}

type Named = readonly { readonly name: string }[];

/** Whether what the stack no longer names is not asked for, and it names none. */
function namesNone({ reach }: Reader, wanted: Named | undefined): boolean {
  return reach === 'stack' && wanted?.length === 0;
}

function wantedOf(
  { reach }: Reader,
  wanted: Named | undefined,
  listed: readonly { readonly Arn?: string | undefined }[],
  before: string,
): string[] {
  const arns = listed.map(({ Arn }) => present(Arn, 'the ARN of a provider'));
  return reach === 'account' ? arns : arns.filter((arn) => isNamed(wanted, nameAfter(before, arn)));
}

const OIDC = 'oidc-provider/';
const SAML = 'saml-provider/';

const nameAfter = (before: string, arn: string): string => arn.slice(arn.indexOf(before) + before.length);

/** One OpenID Connect provider; `undefined` where it does not exist. */
export async function oidcProvider(
  { caller, iam }: { readonly caller: Caller; readonly iam: Reader['iam'] },
  arn: string,
): Promise<AccountOidcProvider | undefined> {
  const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
  const reply = await ifThere(caller.read(iam, command));
  return (
    reply && {
      type: 'oidc-provider',
      name: nameAfter(OIDC, arn),
      path: '/',
      arn,
      id: arn,
      clientIds: (reply.ClientIDList ?? []).toSorted(compareText),
      thumbprints: (reply.ThumbprintList ?? []).map((text) => text.toLowerCase()).sort(compareText),
      tags: tagsFrom(reply.Tags),
    }
  );
}

export async function readSamlProviders(reader: Reader): Promise<readonly AccountSamlProvider[]> {
  const { caller, iam, scope } = reader;
  if (namesNone(reader, scope?.samlProviders)) return [];
  const list = async (): Promise<readonly AccountSamlProvider[]> => {
    const { SAMLProviderList = [] } = await caller.read(iam, new ListSAMLProvidersCommand({}));
    const arns = wantedOf(reader, scope?.samlProviders, SAMLProviderList, SAML);
    const found = await forEach(arns, (arn) => samlProvider(reader, arn));
    return found.filter((each) => each !== undefined);
  };
  if (scope === undefined || scope.samlProviders.length > 0) return list();
  return orElse(reader, list, 'the SAML providers were not read', async () => []);
}

/** One SAML provider; `undefined` where it does not exist. */
export async function samlProvider(
  { caller, iam }: { readonly caller: Caller; readonly iam: Reader['iam'] },
  arn: string,
): Promise<AccountSamlProvider | undefined> {
  const reply = await ifThere(caller.read(iam, new GetSAMLProviderCommand({ SAMLProviderArn: arn })));
  return (
    reply && {
      type: 'saml-provider',
      name: nameAfter(SAML, arn),
      path: '/',
      arn,
      id: arn,
      metadata: present(reply.SAMLMetadataDocument, 'the metadata of a provider', arn),
      tags: tagsFrom(reply.Tags),
    }
  );
}
