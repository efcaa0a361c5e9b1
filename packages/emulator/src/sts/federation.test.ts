import * as iamSdk from '@aws-sdk/client-iam';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import * as stsSdk from '@aws-sdk/client-sts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { createSamlIdp } from '../../test/identity-provider.ts';
import { allowAll, allowing, describeEachWay, document, type Setup, START } from '../../test/ways.ts';
import { totp } from '../iam/totp.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';
const HOST = 'token.actions.githubusercontent.com';
const OIDC = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const SAML = 'arn:aws:iam::111122223333:saml-provider/corp';
const ROLE = 'arn:aws:iam::111122223333:role/ci';

async function federatedRole(
  { iam }: Setup,
  provider: string,
  Action: string,
  Condition: object,
): Promise<void> {
  const trust = document({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: [Action, 'sts:TagSession'],
    Condition,
  });
  await iam.send(new iamSdk.CreateRoleCommand({ RoleName: 'ci', AssumeRolePolicyDocument: trust }));
}

const keys = generateKeyPair('RS256');
async function issuers(): Promise<Record<string, { keys: object[] }>> {
  return { [ISSUER]: { keys: [{ ...(await exportJWK((await keys).publicKey)), alg: 'RS256' }] } };
}

async function token(claims: object = {}, key = keys): Promise<string> {
  const iat = START / 1000;
  const standard = {
    iss: ISSUER,
    aud: 'sts.amazonaws.com',
    sub: 'repo:me/it:ref:refs/heads/main',
    iat,
    exp: iat + 300,
  };
  return new SignJWT({ ...standard, repository: 'me/it', ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign((await key).privateKey);
}

describeEachWay('a web identity token', (setUp) => {
  async function prepared(): Promise<
    (claims?: object, key?: typeof keys) => Promise<stsSdk.AssumeRoleWithWebIdentityCommandOutput>
  > {
    const setup = await setUp({ issuers: (await issuers()) as never });
    await setup.iam.send(
      new iamSdk.CreateOpenIDConnectProviderCommand({ Url: ISSUER, ClientIDList: ['sts.amazonaws.com'] }),
    );
    await federatedRole(setup, OIDC, 'sts:AssumeRoleWithWebIdentity', {
      StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:repository`]: 'me/it' },
      StringLike: { [`${HOST}:sub`]: 'repo:me/it:*' },
    });
    const { sts } = setup;
    return async (claims, key) =>
      sts.send(
        new stsSdk.AssumeRoleWithWebIdentityCommand({
          RoleArn: ROLE,
          RoleSessionName: 'run',
          WebIdentityToken: await token(claims, key),
        }),
      );
  }

  test('gives a session of the role that trusts its provider and its subject', async () => {
    const assume = await prepared();
    expect(await assume()).toMatchObject({
      SubjectFromWebIdentityToken: 'repo:me/it:ref:refs/heads/main',
      Audience: 'sts.amazonaws.com',
      Provider: HOST,
      AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/ci/run' },
    });
  });

  test('is refused with a reason where anything about it is wrong', async () => {
    const assume = await prepared();
    const past = START / 1000 - 1;
    const no = async (claims: object, name: string, message: string, key?: typeof keys): Promise<void> =>
      expect(assume(claims, key)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    await no(
      { sub: 'repo:other/it:ref:x' },
      'AccessDenied',
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
    await no({ repository: 'other/it' }, 'AccessDenied', 'Not authorized');
    await no({ aud: 'other' }, 'InvalidIdentityTokenException', 'Incorrect token audience');
    await no({ exp: past }, 'ExpiredTokenException', 'Token expired');
    await no({ nbf: past + 100 }, 'InvalidIdentityTokenException', 'not valid yet');
    await no(
      { iss: 'https://evil.example.com' },
      'InvalidIdentityTokenException',
      'No OpenIDConnect provider',
    );
    await no({ sub: undefined }, 'InvalidIdentityTokenException', 'sub');
    await no({}, 'InvalidIdentityTokenException', 'signature', generateKeyPair('RS256'));
  });

  test('is refused where its algorithm is none, or the shared secret is the public key', async () => {
    const assume = await prepared();
    const setup = await setUp();
    const unsigned = [{ alg: 'none' }, { iss: ISSUER, aud: 'sts.amazonaws.com', sub: 'x' }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const input = { RoleArn: ROLE, RoleSessionName: 'run', WebIdentityToken: `${unsigned}.` };
    await expect(setup.sts.send(new stsSdk.AssumeRoleWithWebIdentityCommand(input))).rejects.toMatchObject({
      name: 'InvalidIdentityTokenException',
    });
    await assume();
  });
});

describeEachWay('a SAML assertion', (setUp) => {
  const idp = createSamlIdp(START, ROLE, SAML);
  async function prepared(): Promise<(assertion: string) => Promise<stsSdk.AssumeRoleWithSAMLCommandOutput>> {
    const setup = await setUp();
    await setup.iam.send(
      new iamSdk.CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: idp.metadata }),
    );
    await federatedRole(setup, SAML, 'sts:AssumeRoleWithSAML', {
      StringEquals: {
        'saml:aud': 'https://signin.aws.amazon.com/saml',
        'saml:sub': 'ann',
        'saml:sub_type': 'persistent',
      },
    });
    return (SAMLAssertion) =>
      setup.sts.send(
        new stsSdk.AssumeRoleWithSAMLCommand({ RoleArn: ROLE, PrincipalArn: SAML, SAMLAssertion }),
      );
  }

  test('gives a session of the role that trusts its provider', async () => {
    const assume = await prepared();
    expect(await assume(idp.respond())).toMatchObject({
      Subject: 'ann',
      SubjectType: 'persistent',
      Issuer: 'https://idp.example.com/saml',
      Audience: 'https://signin.aws.amazon.com/saml',
      AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/ci/ann@example.com' },
    });
  });

  test('is refused where it was changed, wrapped, or not signed by the provider', async () => {
    const assume = await prepared();
    const no = (assertion: string): Promise<void> =>
      expect(assume(assertion)).rejects.toMatchObject({ name: 'InvalidIdentityTokenException' });
    const eve = (text: string): string => text.replace('>ann<', '>eve<');
    await no(idp.respond(undefined, eve));
    await no(createSamlIdp(START, ROLE, SAML).respond());
    await no(idp.respond(undefined, (text) => text.replace(/<(ds:)?Signature .*<\/(ds:)?Signature>/s, '')));
    await no(Buffer.from('<x/>').toString('base64'));
    await no(idp.respond(undefined, (text) => `<!DOCTYPE x [<!ENTITY e "e">]>${text}`));
    // The signed assertion is still there, behind one that is not: only the signed one counts.
    const wrapped = idp.respond(undefined, (text) => {
      const [signed = ''] = /<Assertion .*<\/Assertion>/s.exec(text) ?? [];
      const forged = eve(signed)
        .replace('ID="_a"', 'ID="_b"')
        .replace(/<(ds:)?Signature .*<\/(ds:)?Signature>/s, '');
      return text.replace(signed, forged + signed);
    });
    expect((await assume(wrapped)).Subject).toBe('ann');
  });

  test('is refused for another role, audience, recipient, time or subject', async () => {
    const assume = await prepared();
    const no = (from: string | RegExp, to: string, name = 'InvalidIdentityTokenException'): Promise<void> =>
      expect(assume(idp.respond((text) => text.replace(from, to)))).rejects.toMatchObject({ name });
    await no(`${ROLE},`, `${ROLE}x,`);
    await no('urn:amazon:webservices', 'urn:other');
    await no('https://signin.aws.amazon.com/saml', 'https://signin.aws.amazon.com.evil.example/saml');
    await no('https://idp.example.com/saml', 'https://other.example.com/saml');
    await no('ann@example.com', 'a b');
    await no(
      /NotOnOrAfter="[^"]*"/g,
      `NotOnOrAfter="${new Date(START).toISOString()}"`,
      'ExpiredTokenException',
    );
    await no('>ann<', '>eve<', 'AccessDenied');
  });
});

describeEachWay('a user’s temporary credentials', (setUp) => {
  async function withDevice(
    setup: Setup,
  ): Promise<{ credentials: iamSdk.AccessKey | undefined; SerialNumber: string; code: () => string }> {
    const { iam, clock } = setup;
    await iam.send(new iamSdk.CreateUserCommand({ UserName: 'alice' }));
    await allowAll(iam, 'alice');
    const { VirtualMFADevice } = await iam.send(
      new iamSdk.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    const seed = fromBase32(Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString());
    const code = (): string => totp(seed, clock.now());
    const AuthenticationCode1 = code();
    clock.advance(30_000);
    const SerialNumber = VirtualMFADevice?.SerialNumber ?? '';
    await iam.send(
      new iamSdk.EnableMFADeviceCommand({
        UserName: 'alice',
        SerialNumber,
        AuthenticationCode1,
        AuthenticationCode2: code(),
      }),
    );
    clock.advance(30_000);
    const { AccessKey } = await iam.send(new iamSdk.CreateAccessKeyCommand({ UserName: 'alice' }));
    return { credentials: AccessKey, SerialNumber, code };
  }

  test('know whether a code was shown, and reach IAM only then', async () => {
    const setup = await setUp();
    const { credentials, SerialNumber, code } = await withDevice(setup);
    const alice = setup.as(credentials);
    const plain = setup.as((await alice.sts.send(new stsSdk.GetSessionTokenCommand({}))).Credentials);
    await plain.sts.send(new stsSdk.GetCallerIdentityCommand({}));
    await expect(plain.iam.send(new iamSdk.ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await expect(plain.sts.send(new stsSdk.GetSessionTokenCommand({}))).rejects.toThrow(
      'Cannot call GetSessionToken',
    );
    for (const TokenCode of ['000000', undefined]) {
      await expect(
        alice.sts.send(new stsSdk.GetSessionTokenCommand({ SerialNumber, TokenCode })),
      ).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringContaining('MultiFactorAuthentication'),
      });
    }
    const shown = await alice.sts.send(
      new stsSdk.GetSessionTokenCommand({ SerialNumber, TokenCode: code() }),
    );
    const withMfa = allowing('iam:*', '*', {
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '600' },
      },
    });
    await setup.iam.send(
      new iamSdk.PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'all', PolicyDocument: withMfa }),
    );
    await setup.as(shown.Credentials).iam.send(new iamSdk.ListUsersCommand({}));
    await expect(alice.iam.send(new iamSdk.ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    setup.clock.advance(600_000);
    await expect(setup.as(shown.Credentials).iam.send(new iamSdk.ListUsersCommand({}))).rejects.toMatchObject(
      { name: 'AccessDenied' },
    );
  });

  test('take each code once', async () => {
    const setup = await setUp();
    const { credentials, SerialNumber, code } = await withDevice(setup);
    const { sts } = setup.as(credentials);
    const sign = (TokenCode: string): Promise<unknown> =>
      sts.send(new stsSdk.GetSessionTokenCommand({ SerialNumber, TokenCode }));
    const first = code();
    await sign(first);
    await expect(sign(first)).rejects.toThrow('invalid MFA one time pass code');
    setup.clock.advance(30_000);
    await sign(code());
    // The code before shows for a while yet, but not after a later one.
    await expect(sign(first)).rejects.toThrow('invalid MFA one time pass code');
  });

  test('of a federated user allow what its session policy and the user’s own allow', async () => {
    const setup = await setUp();
    const { credentials } = await withDevice(setup);
    const { sts } = setup.as(credentials);
    const federate = async (Policy?: string): Promise<ReturnType<Setup['as']>> =>
      setup.as((await sts.send(new stsSdk.GetFederationTokenCommand({ Name: 'ann', Policy }))).Credentials);
    const list = (clients: ReturnType<Setup['as']>): Promise<unknown> =>
      clients.secretsManager.send(new ListSecretsCommand({}));
    const ann = await federate(allowing('secretsmanager:ListSecrets'));
    expect((await ann.sts.send(new stsSdk.GetCallerIdentityCommand({}))).Arn).toBe(
      'arn:aws:sts::111122223333:federated-user/ann',
    );
    await list(ann);
    await expect(list(await federate())).rejects.toThrow('because no session policy allows');
    await expect(ann.iam.send(new iamSdk.ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });
});

function fromBase32(text: string): Uint8Array {
  const bits = Array.from(text.replace(/=+$/, ''), (c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  ).join('');
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    parseInt(bits.slice(i * 8, i * 8 + 8), 2),
  );
}
