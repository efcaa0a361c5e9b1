import { createHash } from 'node:crypto';
import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { fromBase64 } from '../protocol/base64.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { FederatedIdentity } from './federated-session.ts';
import { readMetadata, samlElements, signedAssertion } from './saml-assertion.ts';

/** What a SAML assertion proves. */
export interface SamlIdentity extends FederatedIdentity {
  readonly sessionName: string;
  /** In seconds, where the provider limits the session. */
  readonly duration: number | undefined;
  readonly subject: string;
  readonly subjectType: string;
  readonly issuer: string;
  readonly audience: string;
  readonly nameQualifier: string;
}

/** Where AWS takes assertions, in every region. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html */
const RECIPIENT = /^https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/saml$/;
const AUDIENCES = ['https://signin.aws.amazon.com/saml', 'urn:amazon:webservices'];
const AWS = 'https://aws.amazon.com/SAML/Attributes/';
const PRINCIPAL_TAG = `${AWS}PrincipalTag:`;

/**
 * Checks a SAML assertion: its signature by the certificate of the provider's metadata, its times, audience and recipient, and that it
 * speaks of this role.
 *
 * @throws Refusal InvalidIdentityToken, ExpiredTokenException, IDPRejectedClaim
 */
export async function verifySaml(
  input: sts.AssumeRoleWithSAMLRequest,
  context: Context,
): Promise<SamlIdentity> {
  const accountId = input.PrincipalArn.split(':')[4] ?? '';
  const provider = context.cloud.accounts.get(accountId)?.samlProviders.get(input.PrincipalArn);
  if (!provider || input.RoleArn.split(':')[4] !== accountId) {
    throw invalid(`No SAML provider ${input.PrincipalArn} in the account of the role.`);
  }
  const { entityId, certificates } = readMetadata(provider.metadata);
  const assertion = await signedAssertion(textOf(input.SAMLAssertion), certificates);
  const issuer = textIn(assertion, 'Issuer');
  if (issuer !== entityId) throw invalid('Issuer not present in specified provider');
  checkConditions(assertion, context.now);
  const recipient = confirmedRecipient(assertion, context.now);
  const attributes = attributesIn(assertion);
  checkRole(attributes, input);
  return identityOf(assertion, attributes, { issuer, recipient, input, accountId, name: provider.name });
}

function textOf(base64: string): string {
  const bytes = fromBase64(base64.replace(/\s+/g, ''));
  if (!bytes) throw invalid('The SAML assertion is not base64.');
  return new TextDecoder().decode(bytes);
}

function checkConditions(assertion: Element, now: number): void {
  const [conditions] = samlElements(assertion, 'Conditions');
  checkTimes(conditions, now);
  const audiences = samlElements(assertion, 'Audience').map(({ textContent }) => textContent.trim());
  if (!audiences.some((audience) => AUDIENCES.includes(audience))) throw invalid('Audience is invalid');
}

function checkTimes(element: Element | undefined, now: number): void {
  const from = Date.parse(element?.getAttribute('NotBefore') ?? '');
  const to = Date.parse(element?.getAttribute('NotOnOrAfter') ?? '');
  if (from > now) throw invalid('The assertion is not valid yet.');
  if (to <= now)
    throw new Refusal('ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance');
}

/** A bearer's confirmation that is for AWS and still holds. */
function confirmedRecipient(assertion: Element, now: number): string {
  const [data] = samlElements(assertion, 'SubjectConfirmationData');
  const recipient = data?.getAttribute('Recipient') ?? '';
  if (!data?.getAttribute('NotOnOrAfter')) throw invalid('The subject confirmation has no NotOnOrAfter.');
  checkTimes(data, now);
  if (!RECIPIENT.test(recipient)) throw invalid('Recipient is invalid');
  return recipient;
}

type Attributes = ReadonlyMap<string, readonly string[]>;

function attributesIn(assertion: Element): Attributes {
  return new Map(
    samlElements(assertion, 'Attribute').map((attribute) => [
      attribute.getAttribute('Name') ?? '',
      samlElements(attribute, 'AttributeValue').map(({ textContent }) => textContent.trim()),
    ]),
  );
}

/** The assertion names pairs of a role and a provider, in either order. */
function checkRole(attributes: Attributes, { RoleArn, PrincipalArn }: sts.AssumeRoleWithSAMLRequest): void {
  const pairs = attributes.get(`${AWS}Role`) ?? [];
  const named = pairs.map((pair) => pair.split(',').map((arn) => arn.trim()));
  if (named.some((pair) => pair.includes(RoleArn) && pair.includes(PrincipalArn))) return;
  throw invalid('RoleArn and PrincipalArn are not among the roles of the assertion.');
}

interface Facts {
  readonly issuer: string;
  readonly recipient: string;
  readonly input: sts.AssumeRoleWithSAMLRequest;
  readonly accountId: string;
  readonly name: string;
}

function identityOf(assertion: Element, attributes: Attributes, facts: Facts): SamlIdentity {
  const { issuer, recipient, accountId, name } = facts;
  const [nameId] = samlElements(assertion, 'NameID');
  const subject = nameId?.textContent.trim() ?? '';
  const format = nameId?.getAttribute('Format') ?? '';
  const subjectType = /:(persistent|transient)$/.exec(format)?.[1] ?? format;
  const nameQualifier = createHash('sha1').update(`${issuer}${accountId}/${name}`).digest('base64');
  const [sessionName = ''] = attributes.get(`${AWS}RoleSessionName`) ?? [];
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw invalid('RoleSessionName is required in the assertion, as 2 to 64 letters, digits and _+=,.@-');
  }
  const [sourceIdentity] = attributes.get(`${AWS}SourceIdentity`) ?? [];
  return {
    sessionName,
    duration: durationIn(attributes),
    subject,
    subjectType,
    issuer,
    audience: recipient,
    nameQualifier,
    sourceIdentity,
    tags: Array.from(attributes)
      .filter(([key]) => key.startsWith(PRINCIPAL_TAG))
      .map(([key, [Value = '']]) => ({ Key: key.slice(PRINCIPAL_TAG.length), Value })),
    transitive: attributes.get(`${AWS}TransitiveTagKeys`) ?? [],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
    keys: new Map([
      ['saml:aud', recipient],
      ['saml:iss', issuer],
      ['saml:sub', subject],
      ['saml:sub_type', subjectType],
      ['saml:doc', `${accountId}/${name}`],
      ['saml:namequalifier', nameQualifier],
      ['aws:FederatedProvider', facts.input.PrincipalArn],
    ]),
  };
}

function durationIn(attributes: Attributes): number | undefined {
  const [text] = attributes.get(`${AWS}SessionDuration`) ?? [];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function textIn(parent: Element, name: string): string {
  return samlElements(parent, name)[0]?.textContent.trim() ?? '';
}

function invalid(message: string): Refusal {
  return new Refusal('InvalidIdentityToken', message);
}
