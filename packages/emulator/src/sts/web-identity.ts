import { createLocalJWKSet, decodeJwt, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import type * as sts from '../../generated/sts.js';
import type { Context } from '../context.ts';
import { Refusal } from '../protocol/refusal.ts';
import { roleAt } from './find-role.ts';

/** Public keys as an OpenID Connect issuer publishes them. https://www.rfc-editor.org/rfc/rfc7517 */
export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

/** What a token proves. */
export interface WebIdentity {
  /** The ARN of the account's identity provider, or the name of one that AWS knows without it. */
  readonly provider: string;
  /** The issuer without its scheme: what its condition keys begin with. */
  readonly url: string;
  readonly audience: string;
  readonly subject: string;
  readonly keys: ReadonlyMap<string, string | readonly string[]>;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly transitive: readonly string[];
  readonly sourceIdentity: string | undefined;
}

const BUILT_IN = ['accounts.google.com', 'cognito-identity.amazonaws.com'];
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** Claims that are condition keys: of every issuer, and of those that AWS knows. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
const CLAIMS = ['sub', 'amr'];
const CLAIMS_OF: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': [
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'repository_owner_id',
    'workflow',
  ],
  'gitlab.com': [
    'namespace_id',
    'pipeline_source',
    'project_id',
    'ref_protected',
    'runner_environment',
    'user_access_level',
    'user_email',
    'user_id',
    'user_login',
  ],
};

/**
 * Checks a web identity token: its provider, signature, audience and times.
 *
 * @throws Refusal InvalidIdentityToken, ExpiredTokenException, IDPCommunicationError
 */
export async function verifyWebIdentity(
  { RoleArn, WebIdentityToken: token }: sts.AssumeRoleWithWebIdentityRequest,
  context: Context,
): Promise<WebIdentity> {
  const issuer = issuerOf(token);
  const url = issuer.replace(/^https:\/\//, '');
  const { provider, audiences } = providerOf(RoleArn, issuer, url, context);
  const claims = await verified(token, issuer, context);
  const audience = stringIn(claims['azp']) ?? [claims.aud ?? []].flat()[0] ?? '';
  if (audiences && ![claims.aud ?? [], audience].flat().some((each) => audiences.includes(each))) {
    throw invalid('Incorrect token audience');
  }
  const tags = tagsIn(claims);
  return {
    provider,
    url,
    audience,
    subject: claims.sub ?? '',
    keys: keysOf(claims, url, audience, provider),
    ...tags,
    sourceIdentity: stringIn(claims['https://aws.amazon.com/source_identity']),
  };
}

function issuerOf(token: string): string {
  try {
    const { iss = '' } = decodeJwt(token);
    if (iss.startsWith('https://') || BUILT_IN.includes(iss)) return iss;
  } catch {
    // The same answer as for a token without issuer.
  }
  throw invalid(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );
}

function providerOf(
  roleArn: string,
  issuer: string,
  url: string,
  { cloud }: Context,
): { readonly provider: string; readonly audiences: readonly string[] | undefined } {
  if (BUILT_IN.includes(url)) return { provider: url, audiences: undefined };
  const accountId = roleAt(cloud, roleArn)?.account.id ?? roleArn.split(':')[4] ?? '';
  const provider = `arn:aws:iam::${accountId}:oidc-provider/${url}`;
  const known = cloud.accounts.get(accountId)?.oidcProviders.get(provider);
  if (known) return { provider, audiences: known.clientIds };
  throw invalid(`No OpenIDConnect provider found in your account for ${issuer}`);
}

async function verified(token: string, issuer: string, { issuers, now }: Context): Promise<JWTPayload> {
  const keys = issuers[issuer] ?? issuers[`https://${issuer}`];
  if (!keys) {
    throw new Refusal(
      'IDPCommunicationError',
      `Couldn't retrieve verification key from your identity provider: give the emulator the keys of ${issuer} in createAws({ issuers }).`,
    );
  }
  try {
    // The boundary to the keys that a test gives: jose checks each that it uses.
    const local = createLocalJWKSet({ keys: keys.keys as JWK[] });
    const { payload } = await jwtVerify(token, local, {
      issuer,
      algorithms: ALGORITHMS,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub', 'aud'],
    });
    return payload;
  } catch (error) {
    throw rejected(error, now);
  }
}

function rejected(error: unknown, now: number): Refusal {
  if (error instanceof errors.JWTExpired) {
    const { exp = 0 } = error.payload;
    return new Refusal(
      'ExpiredTokenException',
      `Token expired: current date/time ${Math.floor(now / 1000)} must be before the expiration date/time ${exp}`,
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalid(
      error.claim === 'nbf'
        ? 'The token is not valid yet.'
        : `The claim ${error.claim} of the token is missing or wrong.`,
    );
  }
  return invalid("Couldn't verify the signature of the web identity token.");
}

function keysOf(claims: JWTPayload, url: string, audience: string, provider: string): WebIdentity['keys'] {
  const keys = new Map<string, string | readonly string[]>([
    [`${url}:aud`, audience],
    ['aws:FederatedProvider', provider],
  ]);
  for (const claim of [...CLAIMS, ...(CLAIMS_OF[url] ?? [])]) {
    const value = claims[claim];
    if (
      typeof value === 'string' ||
      (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    ) {
      keys.set(`${url}:${claim}`, value);
    }
  }
  return keys;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp */
function tagsIn(claims: JWTPayload): Pick<WebIdentity, 'tags' | 'transitive'> {
  const { principal_tags: given, transitive_tag_keys: transitive } = objectIn(
    claims['https://aws.amazon.com/tags'],
  );
  const tags = Object.entries(objectIn(given)).map(([Key, value]) => ({
    Key,
    Value: stringIn([value].flat()[0]) ?? '',
  }));
  return { tags, transitive: [transitive ?? []].flat().flatMap((key) => stringIn(key) ?? []) };
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function stringIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function invalid(message: string): Refusal {
  return new Refusal('InvalidIdentityToken', message);
}
