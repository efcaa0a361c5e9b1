import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { describeEachWay, START } from '../../test/ways.ts';

const THUMBPRINT = 'a'.repeat(40);
const METADATA = `<EntityDescriptor entityID="https://idp.example.com" validUntil="2027-01-01T00:00:00Z"><IDPSSODescriptor><X509Certificate>${'A'.repeat(1000)}</X509Certificate></IDPSSODescriptor></EntityDescriptor>`;

describeEachWay('OIDC providers', (setUp) => {
  const Url = 'https://token.actions.githubusercontent.com/';
  const OpenIDConnectProviderArn =
    'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';

  test('are known by host and path, and keep audiences, thumbprints and tags', async () => {
    const { iam: client } = await setUp();
    const created = await client.send(
      new iam.CreateOpenIDConnectProviderCommand({
        Url,
        ClientIDList: ['sts.amazonaws.com'],
        ThumbprintList: [THUMBPRINT],
        Tags: [{ Key: 'k', Value: 'v' }],
      }),
    );
    expect(created.OpenIDConnectProviderArn).toBe(OpenIDConnectProviderArn);
    for (const ClientID of ['ml', 'ml'])
      await client.send(
        new iam.AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
      );
    await client.send(
      new iam.UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn,
        ThumbprintList: ['b'.repeat(40)],
      }),
    );
    const provider = await client.send(new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect(provider).toMatchObject({
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com', 'ml'],
      ThumbprintList: ['b'.repeat(40)],
      CreateDate: new Date(START),
      Tags: [{ Key: 'k', Value: 'v' }],
    });
    await expect(client.send(new iam.CreateOpenIDConnectProviderCommand({ Url }))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
    await client.send(new iam.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await client.send(new iam.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    const list = await client.send(new iam.ListOpenIDConnectProvidersCommand({}));
    expect(list.OpenIDConnectProviderList).toEqual([]);
  });

  test.each([
    [{ Url: 'http://example.com' }, 'InvalidInputException'],
    [{ Url: 'https://example.com:8443/x' }, 'InvalidInputException'],
    [{ Url: 'https://example.com/?a=b' }, 'InvalidInputException'],
    [{ Url, ThumbprintList: ['too short'] }, 'ValidationError'],
    [{ Url, ThumbprintList: Array.from({ length: 6 }, () => THUMBPRINT) }, 'InvalidInputException'],
    [{ Url, ClientIDList: Array.from({ length: 101 }, (_, i) => `c${i}`) }, 'LimitExceededException'],
  ])('refuses %j', async (input, name) => {
    const { iam: client } = await setUp();
    await expect(client.send(new iam.CreateOpenIDConnectProviderCommand(input))).rejects.toMatchObject({
      name,
    });
    const list = await client.send(new iam.ListOpenIDConnectProvidersCommand({}));
    expect(list.OpenIDConnectProviderList).toEqual([]);
  });
});

describeEachWay('SAML providers', (setUp) => {
  const SAMLProviderArn = 'arn:aws:iam::111122223333:saml-provider/corp';

  test('keep their metadata and how long it is valid', async () => {
    const { iam: client } = await setUp();
    await client.send(new iam.CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: METADATA }));
    const { SAMLProviderList } = await client.send(new iam.ListSAMLProvidersCommand({}));
    expect(SAMLProviderList).toEqual([
      { Arn: SAMLProviderArn, ValidUntil: new Date('2027-01-01'), CreateDate: new Date(START) },
    ]);
    const changed = METADATA.replace('2027', '2028');
    await client.send(new iam.UpdateSAMLProviderCommand({ SAMLProviderArn, SAMLMetadataDocument: changed }));
    const provider = await client.send(new iam.GetSAMLProviderCommand({ SAMLProviderArn }));
    expect(provider).toMatchObject({
      SAMLMetadataDocument: changed,
      ValidUntil: new Date('2028-01-01'),
    });
    await client.send(new iam.DeleteSAMLProviderCommand({ SAMLProviderArn }));
    await expect(client.send(new iam.DeleteSAMLProviderCommand({ SAMLProviderArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test.each([
    ['x'.repeat(1000), 'InvalidInputException'],
    ['<EntityDescriptor/>', 'ValidationError'],
  ])('refuses metadata that is none', async (SAMLMetadataDocument, name) => {
    const { iam: client } = await setUp();
    await expect(
      client.send(new iam.CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument })),
    ).rejects.toMatchObject({ name });
  });
});

describeEachWay('the account alias', (setUp) => {
  test('is one: another replaces it', async () => {
    const { iam: client } = await setUp();
    for (const AccountAlias of ['first-alias', 'second-alias'])
      await client.send(new iam.CreateAccountAliasCommand({ AccountAlias }));
    const { AccountAliases } = await client.send(new iam.ListAccountAliasesCommand({}));
    expect(AccountAliases).toEqual(['second-alias']);
    const remove = (AccountAlias: string): Promise<unknown> =>
      client.send(new iam.DeleteAccountAliasCommand({ AccountAlias }));
    await expect(remove('first-alias')).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await remove('second-alias');
    await expect(
      client.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'Bad--Alias' })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
