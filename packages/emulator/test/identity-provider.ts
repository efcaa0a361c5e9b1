import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { SignedXml } from 'xml-crypto';

/** A SAML identity provider that a test runs itself: its metadata, and the responses that it signs. */
export interface SamlIdp {
  readonly metadata: string;
  /** Base64 of a response whose assertion is signed. `edit` changes the assertion before, `tamper` the response after. */
  respond(edit?: (assertion: string) => string, tamper?: (response: string) => string): string;
}

const ENTITY = 'https://idp.example.com/saml';
const SAML = 'urn:oasis:names:tc:SAML:2.0';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** @param now when its assertions are issued; they hold for five minutes */
export function createSamlIdp(now: number, role: string, provider: string): SamlIdp {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = selfSigned(privateKey, publicKey).toString('base64');
  const metadata =
    `<EntityDescriptor xmlns="${SAML}:metadata" entityID="${ENTITY}"><IDPSSODescriptor protocolSupportEnumeration="${SAML}:protocol">` +
    `<KeyDescriptor use="signing"><KeyInfo xmlns="${DSIG}"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>` +
    `<SingleSignOnService Binding="${SAML}:bindings:HTTP-Redirect" Location="${ENTITY}"/></IDPSSODescriptor></EntityDescriptor>`;
  const plain = assertion(now, role, provider);
  return {
    metadata,
    respond: (edit = (text) => text, tamper = (text) => text) => {
      const response = `<p:Response xmlns:p="${SAML}:protocol" ID="_r" Version="2.0">${edit(plain)}</p:Response>`;
      const signer = new SignedXml({
        privateKey,
        signatureAlgorithm: `${DSIG_MORE}rsa-sha256`,
        canonicalizationAlgorithm: EXCLUSIVE,
      });
      const xpath = "//*[local-name(.)='Assertion']";
      signer.addReference({
        xpath,
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
        transforms: [`${DSIG}enveloped-signature`, EXCLUSIVE],
      });
      signer.computeSignature(response, { location: { reference: xpath, action: 'append' } });
      return Buffer.from(tamper(signer.getSignedXml())).toString('base64');
    },
  };
}

function assertion(now: number, role: string, provider: string): string {
  const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  const attribute = (name: string, value: string): string =>
    `<Attribute Name="https://aws.amazon.com/SAML/Attributes/${name}"><AttributeValue>${value}</AttributeValue></Attribute>`;
  return (
    `<Assertion xmlns="${SAML}:assertion" ID="_a" Version="2.0" IssueInstant="${at(0)}"><Issuer>${ENTITY}</Issuer>` +
    `<Subject><NameID Format="${SAML}:nameid-format:persistent">ann</NameID><SubjectConfirmation Method="${SAML}:cm:bearer">` +
    `<SubjectConfirmationData NotOnOrAfter="${at(5)}" Recipient="https://signin.aws.amazon.com/saml"/></SubjectConfirmation></Subject>` +
    `<Conditions NotBefore="${at(-1)}" NotOnOrAfter="${at(5)}"><AudienceRestriction><Audience>urn:amazon:webservices</Audience></AudienceRestriction></Conditions>` +
    `<AttributeStatement>${attribute('Role', `${role},${provider}`)}${attribute('RoleSessionName', 'ann@example.com')}` +
    `${attribute('PrincipalTag:team', 'ml')}</AttributeStatement></Assertion>`
  );
}

/** A certificate, of which a SAML provider's metadata needs one, in as little ASN.1 as there can be. */
function selfSigned(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const sha256WithRsa = der(0x30, Buffer.from('06092a864886f70d01010b0500', 'hex'));
  const name = der(
    0x30,
    der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('idp')))),
  );
  const times = ['200101000000Z', '491231235959Z'].map((time) => der(0x17, Buffer.from(time)));
  const body = der(
    0x30,
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    name,
    der(0x30, ...times),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  return der(0x30, body, sha256WithRsa, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)));
}

function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
