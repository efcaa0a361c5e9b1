import type * as sts from '../../generated/sts.js';
import type { Demand } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { federatedSession } from './federated-session.ts';
import { roleDemands } from './role-demands.ts';
import { verifySaml } from './saml-identity.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html */
export async function assumeRoleWithSaml(
  input: sts.AssumeRoleWithSAMLRequest,
  context: Context,
): Promise<sts.AssumeRoleWithSAMLResponse> {
  const identity = await verifySaml(input, context);
  // The shorter of what the request and what the provider ask for.
  const durations = [input.DurationSeconds, identity.duration].filter((each) => each !== undefined);
  const wanted = durations.length === 0 ? undefined : Math.min(...durations);
  return {
    ...federatedSession({ ...input, DurationSeconds: wanted }, identity.sessionName, identity, context),
    Subject: identity.subject,
    SubjectType: identity.subjectType,
    Issuer: identity.issuer,
    Audience: identity.audience,
    NameQualifier: identity.nameQualifier,
  };
}

export async function samlDemands(
  input: sts.AssumeRoleWithSAMLRequest,
  context: Context,
): Promise<readonly Demand[]> {
  const { keys, tags, transitive, sourceIdentity, sessionName } = await verifySaml(input, context);
  return roleDemands(context, 'sts:AssumeRoleWithSAML', {
    roleArn: input.RoleArn,
    roleSessionName: sessionName,
    sourceIdentity,
    tags,
    transitive: transitive.length === 0 ? undefined : transitive,
    keys: Object.fromEntries(keys),
    by: input.PrincipalArn,
  });
}
