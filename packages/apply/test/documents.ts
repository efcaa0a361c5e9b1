import type { IdentityPolicy, StatementJson, TrustPolicy } from '@leastwise/policy';

/*
 * Documents for tests, written as JSON: what a builder would not give is needed here too.
 */

/** A policy of these statements; the tests' boundary between plain JSON and the branded types. */
export function identity(...Statement: StatementJson[]): IdentityPolicy {
  return { Version: '2012-10-17', Statement } as Partial<IdentityPolicy> as IdentityPolicy;
}

export function trust(...Statement: StatementJson[]): TrustPolicy {
  return { Version: '2012-10-17', Statement } as Partial<TrustPolicy> as TrustPolicy;
}

/** Allows reading these resources, given as ARNs or as what follows `arn:aws:s3:::`. */
export function reading(...resources: string[]): IdentityPolicy {
  const Resource = resources.map((text) => (/^(arn:|\*$)/.test(text) ? text : `arn:aws:s3:::${text}`));
  return identity({ Effect: 'Allow', Action: 's3:GetObject', Resource });
}

/** Lets these principals in. */
export function lettingIn(...AWS: string[]): TrustPolicy {
  return trust({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
}

export const SAGEMAKER: TrustPolicy = trust({
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** What a SAML provider publishes about itself, as much of it as IAM looks at. */
export function samlMetadata(certificate: string): string {
  const key = `<ds:X509Certificate>${certificate.padEnd(1_000, 'A')}</ds:X509Certificate>`;
  return `<EntityDescriptor entityID="https://idp.example.com"><IDPSSODescriptor>${key}</IDPSSODescriptor></EntityDescriptor>`;
}
