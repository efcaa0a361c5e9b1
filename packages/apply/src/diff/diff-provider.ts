import type { AccountOidcProvider, AccountSamlProvider } from '../account.ts';
import { tagList } from '../calls.ts';
import { compareText } from '../entity.ts';
import { ownershipTags } from '../ownership.ts';
import type { Step } from '../plan.ts';
import type { StackOidcProvider, StackSamlProvider } from '../stack.ts';
import { diffTags } from './diff-tags.ts';
import type { Scene } from './scene.ts';
import { approach, isBlocked } from './standing.ts';
import { step } from './step.ts';

export function diffOidcProvider(wanted: StackOidcProvider, scene: Scene): readonly Step[] {
  const existing = scene.oidcProvider(wanted.name);
  if (existing === undefined) return [oidcCreation(wanted, scene)];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [
    ...first,
    ...clientIds(wanted, existing),
    ...thumbprints(wanted, existing),
    ...diffTags(wanted, existing, wanted.tags, existing.tags),
  ];
}

function oidcCreation(wanted: StackOidcProvider, { stack }: Scene): Step {
  const input = {
    Url: `https://${wanted.name}`,
    ClientIDList: [...wanted.clientIds],
    ...(wanted.thumbprints === undefined ? {} : { ThumbprintList: [...wanted.thumbprints] }),
    Tags: tagList({ ...wanted.tags, ...ownershipTags(stack.name, wanted) }),
  };
  const call = { operation: 'CreateOpenIDConnectProvider', input } as const;
  return step('create-oidc-provider', wanted, call, { change: 'add' });
}

function clientIds(wanted: StackOidcProvider, { arn, clientIds: existing }: AccountOidcProvider): Step[] {
  const change = (kind: 'add-client-id' | 'remove-client-id', ClientID: string): Step => {
    const added = kind === 'add-client-id';
    const operation = added
      ? 'AddClientIDToOpenIDConnectProvider'
      : 'RemoveClientIDFromOpenIDConnectProvider';
    const call = { operation, input: { OpenIDConnectProviderArn: arn, ClientID } } as const;
    const parts = {
      object: ClientID,
      detail: `client ${ClientID}`,
      change: added ? 'add' : 'remove',
    } as const;
    return step(kind, wanted, call, parts);
  };
  const missing = wanted.clientIds.filter((id) => !existing.includes(id));
  const extra = existing.filter((id) => !wanted.clientIds.includes(id)).toSorted(compareText);
  return [
    ...missing.map((id) => change('add-client-id', id)),
    ...extra.map((id) => change('remove-client-id', id)),
  ];
}

/** Where the stack names none, AWS has found them, and they are left alone. */
function thumbprints(wanted: StackOidcProvider, existing: AccountOidcProvider): Step[] {
  if (wanted.thumbprints === undefined) return [];
  if (wanted.thumbprints.join() === existing.thumbprints.join()) return [];
  const input = { OpenIDConnectProviderArn: existing.arn, ThumbprintList: [...wanted.thumbprints] };
  const call = { operation: 'UpdateOpenIDConnectProviderThumbprint', input } as const;
  return [step('update-thumbprints', wanted, call, { change: 'change', detail: 'thumbprints' })];
}

export function diffSamlProvider(wanted: StackSamlProvider, scene: Scene): readonly Step[] {
  const existing = scene.samlProvider(wanted.name);
  if (existing === undefined) return [samlCreation(wanted, scene)];
  const first = approach(wanted, existing, scene);
  if (isBlocked(first)) return first;
  return [...first, ...metadata(wanted, existing), ...diffTags(wanted, existing, wanted.tags, existing.tags)];
}

function samlCreation(wanted: StackSamlProvider, { stack }: Scene): Step {
  const input = {
    Name: wanted.name,
    SAMLMetadataDocument: wanted.metadata,
    Tags: tagList({ ...wanted.tags, ...ownershipTags(stack.name, wanted) }),
  };
  return step('create-saml-provider', wanted, { operation: 'CreateSAMLProvider', input }, { change: 'add' });
}

/** White space around the document is none of it. */
function metadata(wanted: StackSamlProvider, existing: AccountSamlProvider): Step[] {
  if (wanted.metadata.trim() === existing.metadata.trim()) return [];
  const input = { SAMLProviderArn: existing.arn, SAMLMetadataDocument: wanted.metadata };
  const call = { operation: 'UpdateSAMLProvider', input } as const;
  return [step('update-metadata', wanted, call, { change: 'change', detail: 'metadata' })];
}

export function deleteOidcProvider(provider: AccountOidcProvider): Step {
  const input = { OpenIDConnectProviderArn: provider.arn };
  const call = { operation: 'DeleteOpenIDConnectProvider', input } as const;
  return step('delete-oidc-provider', provider, call, { change: 'remove' });
}

export function deleteSamlProvider(provider: AccountSamlProvider): Step {
  const input = { SAMLProviderArn: provider.arn };
  return step(
    'delete-saml-provider',
    provider,
    { operation: 'DeleteSAMLProvider', input },
    { change: 'remove' },
  );
}
