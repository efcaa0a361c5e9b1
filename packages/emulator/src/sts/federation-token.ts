import type * as sts from '../../generated/sts.js';
import { type Demand, requestTags } from '../authorization/row.ts';
import type { Context } from '../context.ts';
import { credentialsOutput, issue } from './issue.ts';
import { packedSize, sessionPolicies } from './session-policies.ts';
import { durationOfUser, ownerIdOf } from './session-token.ts';
import { sessionTags } from './session-tags.ts';

/** Temporary credentials for someone whom a user vouches for. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html */
export function getFederationToken(
  input: sts.GetFederationTokenRequest,
  context: Context,
): sts.GetFederationTokenResponse {
  const { account } = context;
  const { tags } = sessionTags(input, context);
  const size = packedSize(input, tags.values());
  const session = issue(context, {
    accountId: account.id,
    of: { kind: 'federated-user', ownerId: ownerIdOf(context, 'GetFederationToken'), name: input.Name },
    duration: durationOfUser(input.DurationSeconds, context),
    policies: sessionPolicies(input, context, account),
    tags,
  });
  return {
    Credentials: credentialsOutput(session),
    FederatedUser: { FederatedUserId: `${account.id}:${input.Name}`, Arn: federatedUserArn(input, context) },
    PackedPolicySize: size,
  };
}

function federatedUserArn({ Name }: sts.GetFederationTokenRequest, { account }: Context): string {
  return `arn:aws:sts::${account.id}:federated-user/${Name}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-getfederationtoken */
export function federationDemands(input: sts.GetFederationTokenRequest, context: Context): readonly Demand[] {
  const on = { arn: federatedUserArn(input, context) };
  const { Tags: tags = [] } = input;
  if (tags.length === 0) return [{ on }];
  const keys = requestTags(tags);
  return [
    { on, keys },
    { action: 'sts:TagSession', on, keys },
  ];
}
