import type { Words } from './words.ts';

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const KEYS =
  'codebuild:BuildArn codebuild:ProjectArn ec2:RoleDelivery ec2:SourceInstanceArn glue:CredentialIssuingService glue:RoleAssumedBy identitystore:UserId lambda:SourceFunctionArn ssm:SourceInstanceArn';

/**
 * What the requests of a federated session carry, not only the one that began it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#cross-condition-keys-wif
 */
const SESSION_KEYS =
  'accounts.google.com:aud accounts.google.com:sub cognito-identity.amazonaws.com:amr cognito-identity.amazonaws.com:aud cognito-identity.amazonaws.com:sub graph.facebook.com:app_id graph.facebook.com:id saml:namequalifier saml:sub saml:sub_type sts:TransitiveTagKeys www.amazon.com:app_id www.amazon.com:user_id';

/** Keys of one service that requests to every other can carry too. */
export type CrossServiceKey = Words<typeof KEYS> | Words<typeof SESSION_KEYS>;

const known: readonly string[] = /* @__PURE__ */ `${KEYS} ${SESSION_KEYS}`.split(' ');

/** How a key that requests to every service can carry is spelled, of those that begin with no `aws:`. */
export function globalKeyName(key: string): string | undefined {
  const name = key.toLowerCase();
  return known.find((each) => each.toLowerCase() === name);
}

/** Whether requests to every service can carry a key, in whatever case it is written. */
export function isGlobalKey(key: string): boolean {
  return /^aws:/i.test(key) || globalKeyName(key) !== undefined;
}
