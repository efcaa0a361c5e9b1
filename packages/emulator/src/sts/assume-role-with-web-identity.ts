import type * as sts from '../../generated/sts.js';
import type { Demand } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { federatedSession } from './federated-session.ts';
import { roleDemands } from './role-demands.ts';
import { verifyWebIdentity } from './web-identity.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
export async function assumeRoleWithWebIdentity(
  input: sts.AssumeRoleWithWebIdentityRequest,
  context: Context,
): Promise<sts.AssumeRoleWithWebIdentityResponse> {
  const { url, audience, subject, ...identity } = await verifyWebIdentity(input, context);
  return {
    ...federatedSession(input, input.RoleSessionName, identity, context),
    SubjectFromWebIdentityToken: subject,
    Provider: url,
    Audience: audience,
  };
}

export async function webIdentityDemands(
  input: sts.AssumeRoleWithWebIdentityRequest,
  context: Context,
): Promise<readonly Demand[]> {
  const { provider, keys, tags, transitive, sourceIdentity } = await verifyWebIdentity(input, context);
  return roleDemands(context, 'sts:AssumeRoleWithWebIdentity', {
    roleArn: input.RoleArn,
    roleSessionName: input.RoleSessionName,
    sourceIdentity,
    tags,
    transitive: transitive.length === 0 ? undefined : transitive,
    keys: Object.fromEntries(keys),
    by: provider,
  });
}
